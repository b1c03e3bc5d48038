# A workflow with other inputs is named in words.
export GITHUB_RUN_ATTEMPT=2 SOURCE=rollback
when require_first_attempt
expect refuses "start the workflow anew with the same inputs"
