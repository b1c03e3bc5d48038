expects
given HEALTH_AUTH=HEALTH_USER
serve /health "$(health)"
when <<<'require_healthy public'
expect cannot_tell "the secret HEALTH_USER is empty, and the release is asked with what it holds)"
expect asked /health 0
