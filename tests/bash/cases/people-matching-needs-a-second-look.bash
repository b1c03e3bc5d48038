# The first choice for the first gate is the only choice for the second: a match exists and is found.
given review ann approved production-approval-1
given review bo approved production-approval-1
given review ann approved production-approval-2
given review bo approved prod
given review carl approved prod
when require_approvals production-approval-1 production-approval-2 prod
expect prints "ann bo carl"
