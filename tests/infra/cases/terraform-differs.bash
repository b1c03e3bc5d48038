# Somebody changed something since people looked: nothing is applied, and the line to type stands there.
configuration '{web: {input: "${var.size}"}}'
plan
export SIZE=big PLAN_HASH
PLAN_HASH=$(sed -n 's/^plan=//p' "$here/output")
plan
deploy
expect refuses "this is not the plan that people saw" \
  "gh workflow run promote-release.yml -f release_id=$B -f source_environment=staging -f target_environment=production"
expect runs
expect no_plan_left
