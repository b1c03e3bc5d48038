# Somebody deployed past the pipeline.
expects
serve /health "$(health)" "$(health)" "$(health version=v3.0.0)"
when <<<'monitor 60'
expect fails "health was bad in 3 of the last 5 looks: $SERVICE/health answers version \"v3.0.0\", not v2.1.0: another release runs there)"
