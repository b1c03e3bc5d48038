# The deployment as a whole has its own end.
expects
serve /health "$(health)"
when <<<'ends=$((SECONDS + 2)); monitor 60'
expect fails_as timeout
