expects
serve /health "$(health environment=staging)"
when <<<'require_healthy public'
expect fails "not well after 2 seconds: $SERVICE/health says that environment is \"staging\", not \"prod\": it is set up for another place)"
