given record 10 prod $A success
given record 11 prod $B success
when previous_release $B prod
expect prints $A
