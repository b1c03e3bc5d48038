given record 11 prod $A in_progress,failure withdraws=$B
when require_not_withdrawn $B prod ""
expect passes
