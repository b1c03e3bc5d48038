return_to_the_one_before
# The team's command has the platform run what ran before.
platform '{site: {status: "healthy", version: "v2.0.0"}}'
mkdir -p "$here/checkout/ops"
cat >"$here/checkout/ops/back.sh" <<'END'
#!/bin/sh
curl -sS --fail -X PUT --data-binary "{\"site\": {\"status\": \"healthy\", \"version\": \"v$VERSION\"}}" "$SITE" >/dev/null
END
chmod +x "$here/checkout/ops/back.sh"
fault SITE "$PLATFORMS/$name/_given"
back
expect passes
expect record success "back by platform"
