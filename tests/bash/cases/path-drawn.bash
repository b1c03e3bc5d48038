when require_path staging prod
expect passes
