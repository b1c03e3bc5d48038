# A re-run sees what its own first attempt left behind.
export GITHUB_RUN_ATTEMPT=2
given run 42 attempt=2
given record 10 staging $A success
given record 11 staging $B in_progress run=42 attempt=1
when require_running $A staging
expect refuses "($B, https://github.com/o/r/actions/runs/42) failed"
