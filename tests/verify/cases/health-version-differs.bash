given HEALTH_VERSION=/version
serve /version '{"version": "2.0.9", "commit": "0a1b2c3d4e"}'
when <<<'require_healthy public'
expect fails "not well after 2 seconds: $SERVICE/version answers version \"2.0.9\", not 2.1.0: another release runs there; $SERVICE/version answers commit \"0a1b2c3d4e\", not ${COMMIT:0:12}: another release runs there)"
