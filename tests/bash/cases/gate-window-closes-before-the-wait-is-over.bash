at "2026-11-24 14:45 UTC"
when require_rules staging-to-production
expect refuses "Wed 2026-11-25 09:00"
expect says "the window office-hours closes before the wait of 30 minutes is over"
