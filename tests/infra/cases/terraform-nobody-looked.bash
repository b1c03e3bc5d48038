configuration '{web: {input: "${var.size}"}}'
PLAN_HASH=""
deploy
expect refuses "nobody saw this plan before it was to be applied"
expect runs
