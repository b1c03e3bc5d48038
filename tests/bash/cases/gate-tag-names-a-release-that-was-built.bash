when <<'STEP'
record=$(release_of "$COMMIT")
output known "$(field id "$record")"
output digest "$(field digest "$record")"
STEP
expect outputs "known=$B
digest=$DIGEST"
