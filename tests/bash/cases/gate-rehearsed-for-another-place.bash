rehearsed second 2026-11-20T09:00:00Z
when require_rules staging-to-production
expect refuses "one rule does not hold"
expect says "was never rehearsed"
