given HEALTH_PATH=/health
given URLS http://no-such-host.invalid
when <<<'require_healthy public'
expect cannot_tell "http://no-such-host.invalid/health is not found: its name cannot be resolved)"
