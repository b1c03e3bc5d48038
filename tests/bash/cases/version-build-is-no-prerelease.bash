when require_release_version 2.0.0+build-7 prod
expect passes
