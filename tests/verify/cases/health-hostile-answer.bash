# Nothing that a release says becomes a command to the runner or a second line.
export GITHUB_ACTIONS=false
expects
serve /health "$(health status=$'x\n::error::forged' version='$(touch /tmp/x) `id`')"
when <<<'require_healthy public'
expect fails 'not well after 2 seconds'
expect says 'status is "x ::error::forged"'
expect says 'version "$(touch /tmp/x) `id`"'
! grep -q '^::error::forged' "$here/log" || fail "forged"
