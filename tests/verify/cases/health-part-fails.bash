given HEALTH_PARTS database run './ops/health.sh database' storage path /health/storage
ops health.sh <<<'echo "no answer from $1"; exit 3'
serve /health/storage 500
when <<<'require_healthy public'
expect fails "not well after 2 seconds: $SERVICE/health/storage answers 500; the check of the database fails with exit code 3)"
expect says "no answer from database"
