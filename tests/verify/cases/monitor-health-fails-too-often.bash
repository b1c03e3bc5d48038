# As soon as the rest of the time cannot make up for it.
expects
given LIMITS health '' failing 10 percent
serve /health "$(health)" 500
when <<<'monitor 20'
expect fails "health fails in 3 of 4 looks, and the limit is less than 10 percent of 21: $SERVICE/health answers 500)"
