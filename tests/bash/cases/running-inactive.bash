# GitHub adds "inactive" when it likes.
given record 10 staging $A in_progress,success,inactive
when require_running $A staging
expect passes
