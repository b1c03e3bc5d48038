# People said yes to another run, which is about another release.
given run 41 at=2026-11-24T08:00:00Z
given review bo approved production-approval-1 run=41
given review eve approved production run=41
when require_approvals production-approval-1 production
expect refuses "2 different people have to approve" "production-approval-1 by nobody"
