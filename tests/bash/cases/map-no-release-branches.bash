map RELEASE_BRANCH_PATTERN=
when require_manual active active ""
expect refuses "say which branch to deploy to active"
