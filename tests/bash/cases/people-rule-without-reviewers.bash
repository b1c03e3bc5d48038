# The rule is there, and its list is empty.
given environment prod reviewers=nobody
given review ann approved prod
when require_approvals prod
expect refuses "prod has no required reviewers on GitHub"
