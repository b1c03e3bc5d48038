# The starter's click does no harm beside somebody else's.
given review alice approved prod
given review ann approved prod
when require_approvals prod
expect prints ann
