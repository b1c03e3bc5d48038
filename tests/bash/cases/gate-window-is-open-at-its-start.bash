at "2026-11-24 08:00:00 UTC"
when require_rules staging-to-production
expect passes
