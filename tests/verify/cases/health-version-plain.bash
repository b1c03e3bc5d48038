given HEALTH_VERSION=/version
serve /version $'v2.1.0\n'
when <<<'require_healthy public'
expect passes
