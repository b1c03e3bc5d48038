# The run goes on in attempt 2; what attempt 1 left under way is over.
given run 8 workflow=deploy.yml attempt=2
given record 11 staging $B in_progress run=8 attempt=1
when require_running $B staging
expect refuses failed
