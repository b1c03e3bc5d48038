expects
serve /health "$(health "commit=${COMMIT^^}")"
when <<<'require_healthy public'
expect passes
