at "2026-11-25 11:15 UTC"
when require_rules staging-to-production no-wait
expect refuses "Wed 2026-11-25 13:00"
