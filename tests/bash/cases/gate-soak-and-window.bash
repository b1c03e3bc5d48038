given status 10 success at=2026-11-26T14:00:00Z
at "2026-11-26 15:00 UTC"
when require_rules staging-to-production
expect refuses "2 rules do not hold" "at the earliest on Mon 2026-11-30 09:00"
