given review bo approved production-approval-1
when tell_rejection rework "again"
expect passes
expect nothing_written
