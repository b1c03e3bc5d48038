at "2026-11-24 23:30 UTC"
when go_on "$B" dev
expect passes
expect nothing_written
expect says "$B waits before it goes on to test: the window daytime is closed; it opens on Wed 2026-11-25 06:00"
