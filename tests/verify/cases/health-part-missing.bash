given HEALTH_PARTS database run './ops/health.sh database'
when <<<'require_healthy public'
expect cannot_tell "the check of the database is missing, or may not be run: ./ops/health.sh database)"
