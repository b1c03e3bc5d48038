# The release that runs there is asked about, not one that somebody names.
expects
given VERSION=9.9.9
serve /health "$(health)"
when <<END
running_in() { echo '{"record": 10, "id": "release-20250103-120000", "version": "2.1.0", "commit": "$COMMIT"}'; }
start_probe
require_healthy public
END
expect passes
expect says "seconds: $SERVICE/shop"
