given record 20 dev "$B" failure at=2026-11-23T23:00:00Z
when go_on_by_schedule
expect passes
expect nothing_written
expect says "nobody knows what runs there"
