# Three people and three gates, but two of the gates were opened by ann alone.
given review ann approved production-approval-1,production-approval-2
given review ann approved prod
given review bo approved prod
given review carl approved prod
when require_approvals production-approval-1 production-approval-2 prod
expect refuses "3 different people" "production-approval-2 by ann" "one more person"
