# An environment after -- has to be guarded as well.
given environment prod
given review ann approved production-approval-1
when require_approvals production-approval-1 -- prod
expect refuses "prod has no required reviewers"
