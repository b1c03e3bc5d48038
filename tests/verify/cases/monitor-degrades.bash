# It is well at first, and then it is not.
expects
serve /health "$(health)" "$(health)" "503 $(health status=degraded)"
when <<<'monitor 60'
expect fails "health was bad in 3 of the last 5 looks: $SERVICE/health answers 503, and status is \"degraded\")"
