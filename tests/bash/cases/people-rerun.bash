# Approvals belong to a run, not to an attempt; the message has the command that starts anew.
export GITHUB_RUN_ATTEMPT=2
given review ann approved prod
when require_approvals prod
expect refuses "this is a re-run" \
  "start it anew: gh workflow run promote-release.yml -f release_id=$B -f source_environment=staging -f target_environment=prod"
