# GitHub knows no such environment.
given no_environment prod
when require_approvals prod
expect refuses "prod has no required reviewers on GitHub" "gatewright apply"
