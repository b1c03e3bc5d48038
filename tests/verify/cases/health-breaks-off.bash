given HEALTH_PATH=/health
serve /health '@{"cut": true}'
when <<<'require_healthy public'
expect fails "not well after 2 seconds: $SERVICE/health breaks off, or does not speak HTTP)"
