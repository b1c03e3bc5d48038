# Somebody changed something since people looked: nothing is applied, and the line to type stands there.
configuration '{web: {input: "${var.size}"}}'
plan
configuration '{web: {input: "b"}}'
deploy
expect refuses "this is not the plan that people saw" \
  "gh workflow run promote-release.yml -f release_id=$B -f source_environment=staging -f target_environment=production"
expect runs
expect no_plan_left
