# What failed may run all the same.
given record 10 prod $A success
given record 11 prod $C in_progress,failure
when require_newer $B prod
expect refuses "prod got $C"
