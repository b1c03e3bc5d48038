given record 12 staging "$C" success at=2026-11-24T09:00:00Z
when <<'STEP'
take_turn production
require_running "$RELEASE_ID" staging >/dev/null
keep_turn
STEP
expect refuses "$C runs in staging, not $B"
expect record last error "gave up before anything changed"
