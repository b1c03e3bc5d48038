given record 10 staging $A success
given record 11 staging $B in_progress,failure
when require_running $A staging
expect refuses "the newest deployment to staging ($B, https://github.com/o/r/actions/runs/7) failed" "nobody knows what runs there"
