# The environment exists, but nobody has to approve it.
given environment prod
given review ann approved prod
when require_approvals prod
expect refuses "prod has no required reviewers on GitHub" "gatewright apply" ".github/environments/prod.json"
