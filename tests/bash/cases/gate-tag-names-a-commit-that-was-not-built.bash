when <<'STEP'
record=$(release_of "${COMMIT//b/c}")
output known "$(field id "$record")"
STEP
expect outputs "known="
