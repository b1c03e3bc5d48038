# alice started the run.
given review alice approved production-approval-1
given review ann approved prod
when require_approvals production-approval-1 prod
expect refuses "production-approval-1 by alice (who started the run)" "Missing: production-approval-1"
