# It is asked again until it is well, and a message that stays the same is said once.
expects
serve /health 503 "503 $(health status=starting)" "503 $(health status=starting)" "$(health)"
given HEALTH_WITHIN=30
when_in_real_time <<<'require_healthy public'
expect passes
expect says "Not yet well: $SERVICE/health answers 503"
expect says "Not yet well: $SERVICE/health answers 503, and status is \"starting\""
expect says "Healthy after "
expect asked /health 4
