# One click on two gates and a second person at one of them: two people.
given review ann approved production-approval-1,prod
given review bo approved production-approval-1
when require_approvals production-approval-1 prod
expect prints "ann bo"
