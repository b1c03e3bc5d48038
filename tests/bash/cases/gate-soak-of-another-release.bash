given record 11 staging "$C" success at=2026-11-23T09:00:00Z
when require_rules staging-to-production
expect refuses "one rule does not hold"
expect says "$C runs in staging, not $B, which therefore cannot have soaked there for 1 day"
