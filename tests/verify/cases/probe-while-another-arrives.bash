# A deployment in the middle of it is no failure.
expects
serve /health "$(health version=v2.0.9)"
when <<'END'
at=10
running_in() { echo "{\"record\": $at, \"id\": \"release-20250103-120000\", \"version\": \"2.1.0\", \"commit\": \"$COMMIT\"}"; }
start_probe
at=11
require_healthy public
END
expect passes
expect says "a deployment to prod came in between, so this look does not count"
