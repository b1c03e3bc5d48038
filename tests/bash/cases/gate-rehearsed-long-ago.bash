rehearsed production 2026-10-20T09:00:00Z
when require_rules staging-to-production
expect refuses "one rule does not hold"
expect says "was last rehearsed in staging on Tue 2026-10-20 11:00, and that counts for 30 days"
