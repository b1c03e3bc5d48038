# The team's own step shows something beside the plan; when it fails, nobody is asked.
configuration '{web: {input: "a"}}'
printf '#!/bin/sh\necho "12 a month more" >>"$GITHUB_STEP_SUMMARY"\n' >"$here/checkout/ops/costs.sh"
plan
expect passes
expect summary_says "| create | terraform\_data.web |"
expect summary_says "12 a month more"
printf '#!/bin/sh\nexit 4\n' >"$here/checkout/ops/costs.sh"
plan
expect refuses "failed in phase plan: What it costs (exit code 4)"
