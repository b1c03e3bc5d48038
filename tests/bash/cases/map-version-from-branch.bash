map VERSION_FROM=branch
when version_of release/v2.0.0 $COMMIT
expect prints 2.0.0
