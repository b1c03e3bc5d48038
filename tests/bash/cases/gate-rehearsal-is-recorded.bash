export SOURCE=rehearsal TARGET=staging REHEARSES=production
when <<'STEP'
take_turn staging
keep_turn
STEP
expect passes
expect requested POST '/repos/o/r/deployments' 1 '.body.payload.rehearses == "production"'
