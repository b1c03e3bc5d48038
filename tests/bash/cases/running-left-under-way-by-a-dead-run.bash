given record 10 staging $A success
given record 11 staging $B in_progress run=7
when require_running $A staging
expect refuses "($B, https://github.com/o/r/actions/runs/7) failed"
