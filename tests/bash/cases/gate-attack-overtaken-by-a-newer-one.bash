# While people decided, a newer release went to production.
given record 12 production "$C" success at=2026-11-24T09:00:00Z
when <<'STEP'
take_turn production
require_newer "$RELEASE_ID" production
keep_turn
STEP
expect refuses "production got $C, which is newer than $B"
expect record last error "gave up before anything changed"
