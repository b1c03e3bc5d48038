when require_release_version "two point oh" staging
expect refuses '"two point oh" is not a version'
