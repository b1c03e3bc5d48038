# The last gate is open, the one before it is not: somebody went around it.
given review ann approved prod
when require_approvals production-approval-1 prod
expect refuses "production-approval-1 by nobody" "Missing: production-approval-1"
