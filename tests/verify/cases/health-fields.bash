# Every field by itself, all at once.
expects
serve /health "$(health status=warming deployed_at=yesterday uptime=)"
when <<<'require_healthy public'
expect fails "not well after 2 seconds: $SERVICE/health says that status is \"warming\", not \"healthy\"; $SERVICE/health says that deployed_at is \"yesterday\", which is no time; $SERVICE/health says nothing about uptime)"
