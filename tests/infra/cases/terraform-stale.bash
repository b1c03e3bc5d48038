# Somebody else was faster, between the plan and its application: nothing is done.
[[ ${REAL_TERRAFORM:-} != yes ]] || touch "$here/passed"
[[ ${REAL_TERRAFORM:-} != yes ]] || exit 0
configuration '{web: {input: "a"}}'
plan
printf '#!/bin/sh\necho %s > %s\n' "'{\"serial\": 9}'" "$here/state" >"$here/checkout/ops/backup.sh"
deploy
expect refuses "failed in phase deploy" "was changed by somebody since it was planned; nothing was done"
expect no_plan_left
