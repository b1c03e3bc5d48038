rehearsed production 2026-12-01T09:00:00Z
at "2026-12-17 22:45 UTC"
when require_rules staging-to-production
expect refuses "2 rules do not hold"
expect says "production will be frozen before the wait of 30 minutes is over: peak season"
