# Only "approved" is an approval.
given review ann pending prod
when require_approvals prod
expect refuses "prod by nobody"
