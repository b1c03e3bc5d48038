# The environment's own click, after --, may come from somebody who opened a gate.
given review ann approved production-approval-1
given review bo approved production-approval-2
given review ann approved prod
when require_approvals production-approval-1 production-approval-2 -- prod
expect prints "ann bo"
