given HEALTH_PATH=/health
given HEALTH_WITHIN=0
serve /health '@{"seconds": 14}'
when <<<'require_healthy public'
expect fails "not well after 0 seconds: $SERVICE/health does not answer in time)"
