# What does not live is asked nothing else.
expects
given HEALTH_LIVE=/live
serve /live 500
when <<<'require_healthy public'
expect fails "not well after 2 seconds: $SERVICE/live answers 500)"
expect asked /health 0
