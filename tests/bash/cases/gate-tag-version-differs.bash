export TAG=v2.1.0
given file package.json "$COMMIT" '{"version":"2.0.0"}'
when version_of v2.1.0 "$COMMIT"
expect refuses "the tag v2.1.0 says 2.1.0, and package.json says 2.0.0; make them agree"
