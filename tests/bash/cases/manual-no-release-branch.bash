given branch release/next
when require_manual active active ""
expect refuses "there is no branch to deploy to active" "release/v2.0.0"
