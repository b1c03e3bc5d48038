at "2026-11-24 07:59:59 UTC"
when require_rules staging-to-production
expect refuses "Tue 2026-11-24 09:00"
