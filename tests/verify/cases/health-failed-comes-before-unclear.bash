# What has certainly failed counts, whatever else could not be found out.
expects
serve /health "$(health status=unhealthy)"
given HEALTH_PARTS storage run ./ops/nothing.sh
when <<<'require_healthy public'
expect fails "not well after 2 seconds: $SERVICE/health says that status is \"unhealthy\", not \"healthy\")"
expect says "the check of the storage is missing, or may not be run: ./ops/nothing.sh"
