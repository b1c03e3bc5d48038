when require_release_version 2.0.0 prod
expect passes
