expects
given HEALTH_AUTH=HEALTH_USER
given HEALTH_USER=probe:wrong
serve /health 401
when <<<'require_healthy public'
expect cannot_tell "$SERVICE/health answers 401: it does not accept what the secret HEALTH_USER holds)"
