when require_rules staging-to-production
expect passes
expect nothing_written
