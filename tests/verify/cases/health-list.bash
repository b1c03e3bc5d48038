expects
serve /health '[1, 2]'
when <<<'require_healthy public'
expect cannot_tell "$SERVICE/health answers something that is no JSON object"
