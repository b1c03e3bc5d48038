# B is deployed again after the rollback from C to it: what was before is A, since C was withdrawn.
given record 10 prod $A success
given record 11 prod $C success
given record 12 prod $B success withdraws=$C
when previous_release $B prod
expect prints $A
