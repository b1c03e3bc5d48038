given environment production-override reviewers=eve,fay
given review bo approved production-approval-1
given review eve approved production
when require_approvals production-approval-1 production -- production-override
expect refuses "production-override by nobody"
