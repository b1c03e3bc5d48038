given record 20 dev "$B" success at=2026-11-23T23:00:00Z
given record 21 test "$B" success at=2026-11-24T07:00:00Z
when go_on_by_schedule
expect passes
expect nothing_written
expect says "$B is there, so $B has nowhere to go"
