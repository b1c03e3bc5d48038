# A rollback makes the way free for what lies between.
given record 10 prod $C success
given record 11 prod $A success source=rollback withdraws=$C reason=slow
when require_newer $B prod
expect passes
