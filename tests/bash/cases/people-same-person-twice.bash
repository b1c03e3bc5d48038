# One person cannot fill two places.
given review ann approved production-approval-1
given review ann approved prod
when require_approvals production-approval-1 prod
expect refuses "2 different people have to approve" "production-approval-1 by ann; prod by ann" "Missing: one more person"
