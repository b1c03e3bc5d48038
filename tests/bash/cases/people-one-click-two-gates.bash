# The review dialog opens two gates with one click: one entry, one person.
given review ann approved production-approval-1,prod
when require_approvals production-approval-1 prod
expect refuses "2 different people have to approve" "one more person"
