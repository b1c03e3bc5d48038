at "2026-11-27 11:00:00 UTC"
when require_rules staging-to-production no-wait
expect refuses "Mon 2026-11-30 09:00"
