when require_release_version 2.0.0-main.12 staging
expect passes
