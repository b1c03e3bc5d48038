given record 11 staging "$B" success,failure at=2026-11-23T09:00:00Z
when require_rules staging-to-production
expect refuses "one rule does not hold"
expect says "nobody knows what runs there"
