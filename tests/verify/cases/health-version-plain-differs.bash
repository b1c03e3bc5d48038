given HEALTH_VERSION=/version
serve /version $'v2.0.9\n'
when <<<'require_healthy public'
expect fails "not well after 2 seconds: $SERVICE/version answers version \"v2.0.9\", not 2.1.0: another release runs there)"
