when <<'STEP'
take_turn production
keep_turn
STEP
expect passes
expect requested POST '/repos/o/r/deployments' 1 '.body.payload | has("starters") | not'
