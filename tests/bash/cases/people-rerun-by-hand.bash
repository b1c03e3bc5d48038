# The same for a deployment by hand.
export GITHUB_RUN_ATTEMPT=2 SOURCE=manual TARGET=future BRANCH=release/v2.0.0
when require_first_attempt
expect refuses "gh workflow run deploy.yml -f environment=future -f release_type=future -f branch=release/v2.0.0"
