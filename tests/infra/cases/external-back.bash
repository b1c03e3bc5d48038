return_to_the_one_before
# The team's command has the platform run what ran before.
platform '{site: {status: "healthy", version: "v2.0.0"}}'
cat >"$here/checkout/ops/back.sh" <<'END'
#!/bin/sh
curl -sS --fail -X PUT --data-binary "{\"site\": {\"status\": \"healthy\", \"version\": \"v$VERSION\"}}" "$SITE" >/dev/null
END
fault SITE "$PLATFORMS/$name/_given"
back
expect passes
expect record success "back to $A by platform"
