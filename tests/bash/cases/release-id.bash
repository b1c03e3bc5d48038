when require_release_id release-20250103-120000
expect passes
