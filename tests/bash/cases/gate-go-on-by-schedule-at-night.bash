given record 20 dev "$B" success at=2026-11-23T23:00:00Z
at "2026-11-24 23:30 UTC"
when go_on_by_schedule
expect passes
expect nothing_written
