expects
serve /health 500
when <<END
running_in() { echo '{"record": 10, "id": "release-20250103-120000", "version": "2.1.0", "commit": "$COMMIT"}'; }
start_probe
require_healthy public
END
expect fails_with 1
expect says "failed in phase look (not well after 2 seconds: $SERVICE/health answers 500)"
