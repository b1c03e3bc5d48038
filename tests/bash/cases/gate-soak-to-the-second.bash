given status 10 success at=2026-11-23T09:30:00Z
when require_rules staging-to-production
expect passes
