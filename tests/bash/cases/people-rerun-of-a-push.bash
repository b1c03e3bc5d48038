# A push has no inputs.
export GITHUB_RUN_ATTEMPT=2 SOURCE=push TARGET=dev-int
when require_first_attempt
expect refuses "re-run" "push again"
