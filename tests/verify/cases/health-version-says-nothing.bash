given HEALTH_VERSION=/version
serve /version '{"name": "shop"}'
when <<<'require_healthy public'
expect cannot_tell "$SERVICE/version does not say which release it is: it has no version, no commit and no id)"
