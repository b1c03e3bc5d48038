# error: as if it had never been.
given record 10 staging $A success
given record 11 staging $B queued,error
when require_running $A staging
expect passes
expect requested GET /repos/o/r/actions/runs/7 1
