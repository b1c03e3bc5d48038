rehearsed production 2026-12-01T09:00:00Z
export REASON="the bank's | deadline"
at "2026-12-19 10:00 UTC"
when require_rules staging-to-production-override
expect passes
expect says "lifted for this once: the window office-hours, which is closed until Mon 2026-12-21 09:00. Reason: the bank's | deadline"
expect says 'lifted for this once: the freeze "peak season"'
expect summary_says "Reason: the bank's \\| deadline"
