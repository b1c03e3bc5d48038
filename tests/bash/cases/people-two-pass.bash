# Two people, each at a gate of their own; the logins come sorted.
given review di approved production-approval-1
given review ann approved prod
when require_approvals production-approval-1 prod
expect prints "ann di"
