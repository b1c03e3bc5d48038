when require_release_id v2.0.0
expect refuses '"v2.0.0" is not a release id; one looks like release-20250103-120000'
