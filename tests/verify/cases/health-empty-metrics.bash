given HEALTH_METRICS=/health/metrics
serve /health/metrics ' '
when <<<'require_healthy public'
expect fails "not well after 2 seconds: $SERVICE/health/metrics answers nothing)"
