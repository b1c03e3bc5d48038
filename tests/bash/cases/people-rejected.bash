# A rejection is not outvoted.
given review ann approved prod
given review bo rejected prod
when require_approvals prod
expect refuses "bo rejected prod"
