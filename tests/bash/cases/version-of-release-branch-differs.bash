given file package.json $COMMIT '{"version": "1.9.0"}'
when version_of release/v2.0.0 $COMMIT
expect refuses "the branch release/v2.0.0 says 2.0.0, and package.json says 1.9.0; make them agree"
