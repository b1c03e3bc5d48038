given HEALTH_PATH=/health
when <<<'require_healthy public'
expect fails "not well after 2 seconds: $SERVICE/health answers 404)"
