# GitHub compares the names of environments without case.
given environment Prod reviewers=ann
given review ann approved PROD
when require_approvals prod
expect prints ann
