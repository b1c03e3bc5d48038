# A wrong deployment: everything is well, but it is not what was deployed.
expects
serve /health "$(health version=v2.0.9 commit=0a1b2c3d)"
when <<<'require_healthy public'
expect fails "not well after 2 seconds: $SERVICE/health answers version \"v2.0.9\", commit \"0a1b2c3d\", not v2.1.0, ${COMMIT:0:12}: another release runs there)"
