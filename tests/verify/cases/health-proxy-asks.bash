given HEALTH_PATH=/health
serve /health 407
when <<<'require_healthy public'
expect cannot_tell "$SERVICE/health answers 407: somebody in between wants to know who asks)"
