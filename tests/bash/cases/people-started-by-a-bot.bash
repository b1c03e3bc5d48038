# A bot's dispatch hides the person behind it.
given run 42 actor=helper[bot]
given review alice approved prod
when require_approvals prod
expect refuses "helper[bot] started this run, so nobody can tell which person did"
