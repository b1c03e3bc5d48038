# A person is an id, not a login: the same one twice, once by a new name.
given alias ann anna
given review ann approved production-approval-1
given review anna approved prod
when require_approvals production-approval-1 prod
expect refuses "2 different people have to approve"
