given HEALTH_PATH=/health
serve /health '@{"status": 302, "location": "/login"}'
serve /login ok
when <<<'require_healthy public'
expect cannot_tell "$SERVICE/health answers 302, which leads elsewhere: who answers there is not known to be the release)"
expect asked /login 0
