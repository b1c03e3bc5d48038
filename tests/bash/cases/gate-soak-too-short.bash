given status 10 success at=2026-11-23T10:00:00Z
at "2026-11-24 09:30 UTC"
when require_rules staging-to-production
expect refuses "one rule does not hold" "at the earliest on Tue 2026-11-24 11:00"
expect says "$B has run in staging for 23 hours 30 minutes of the 1 day that it has to soak there; it has from Tue 2026-11-24 11:00 on"
expect does_not_say "managers may lift"
