given HEALTH_PATH=/health
serve /health 401
when <<<'require_healthy public'
expect cannot_tell "$SERVICE/health answers 401: it wants to know who asks; \`basic-auth\` names the secret)"
