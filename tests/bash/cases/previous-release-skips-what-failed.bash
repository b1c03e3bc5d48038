given record 10 prod $A success
given record 11 prod $C in_progress,failure
when previous_release $B prod
expect prints $A
