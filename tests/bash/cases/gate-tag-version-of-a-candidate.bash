export TAG=v2.0.0-rc.1
given file package.json "$COMMIT" '{"version":"2.0.0"}'
when version_of v2.0.0-rc.1 "$COMMIT"
expect prints 2.0.0-rc.1
