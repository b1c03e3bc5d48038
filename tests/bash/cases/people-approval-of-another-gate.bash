# An approval of an environment that is not asked for opens nothing.
given review ann approved staging
given review bo approved production-approval-1
when require_approvals production-approval-1 prod
expect refuses "prod by nobody" "Missing: prod"
