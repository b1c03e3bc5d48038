given HEALTH_PATH=/health
serve /health 429
when <<<'require_healthy public'
expect cannot_tell "$SERVICE/health answers 429: it is asked too often)"
