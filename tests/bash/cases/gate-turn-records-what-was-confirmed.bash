when <<'STEP'
CONFIRMED=$(confirmed_on staging-to-production)
take_turn production
keep_turn
STEP
expect passes
expect requested POST '/repos/o/r/deployments' 1 '.body.payload.confirmed == ["The way back is prepared", "On call knows about it (managers)"]'
