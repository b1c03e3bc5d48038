# Six digits name no commit.
expects
serve /health "$(health "commit=${COMMIT:0:6}")"
when <<<'require_healthy public'
expect fails "not well after 2 seconds: $SERVICE/health answers commit \"${COMMIT:0:6}\", not"
