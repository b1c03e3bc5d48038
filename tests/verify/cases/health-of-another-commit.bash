expects
serve /health "$(health commit=0a1b2c3d)"
when <<<'require_healthy public'
expect fails "not well after 2 seconds: $SERVICE/health answers commit \"0a1b2c3d\", not ${COMMIT:0:12}: another release runs there)"
