rehearsed production 2026-12-01T09:00:00Z
export REASON="the bank's deadline"
given issue 3 labels=incident
at "2026-12-19 10:00 UTC"
when require_rules staging-to-production-override
expect refuses "one rule does not hold"
expect says '(#3)'
