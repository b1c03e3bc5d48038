export TARGET=dev SOURCE=push
given run 42 workflow=deploy.yml event=push actor=ann
when <<'STEP'
take_turn dev
keep_turn
STEP
expect passes
expect requested POST '/repos/o/r/deployments' 1 '.body.payload.starters | map(.login) == ["ann"]'
