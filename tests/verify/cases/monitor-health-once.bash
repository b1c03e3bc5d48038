expects
serve /health "$(health)" 500 "$(health)"
when <<<'monitor 3'
expect passes
expect says "Not well: $SERVICE/health answers 500"
expect says "health bad in 1 of 4"
