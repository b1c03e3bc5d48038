given record 9 prod release-20241224-120000 success
given record 10 prod $C success
given record 11 prod release-20241224-120000 success withdraws=$C
given record 12 prod $A success
given record 13 prod release-20241224-120000 success withdraws=$A
given record 14 prod $B success
when previous_release $B prod
expect prints release-20241224-120000
