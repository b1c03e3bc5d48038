expects
serve /health "503 $(health status=unhealthy)"
when <<<'require_healthy public; echo and goes on'
expect fails "not well after 2 seconds: $SERVICE/health answers 503, and status is \"unhealthy\")"
expect does_not_say "and goes on"
