# No runner's commands where no runner reads them.
export GITHUB_ACTIONS=
when die "no good"
expect fails_with 1
expect says "error: no good"
expect does_not_say "::error::"
