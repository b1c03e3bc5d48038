# After -- one approval is needed too, and the starter's is none.
given review ann approved production-approval-1
given review alice approved prod
when require_approvals production-approval-1 -- prod
expect refuses "prod by alice (who started the run)" "Missing: prod"
