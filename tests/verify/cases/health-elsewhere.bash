# A whole address is asked as it stands.
given URLS http://127.0.0.1:9
given HEALTH_PATH="$SERVICE/status"
serve /status ok
when <<<'require_healthy public'
expect passes
