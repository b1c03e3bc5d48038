at "2026-11-24 15:00 UTC"
export SOURCE=staging
when <<'STEP'
take_turn production
require_rules staging-to-production no-wait
keep_turn
STEP
expect refuses "Wed 2026-11-25 09:00"
expect record last error "gave up before anything changed"
