# No answer is no approval.
given review ann approved prod
given fault 503 9 GET approvals
when require_approvals prod
expect refuses "approvals got 503"
