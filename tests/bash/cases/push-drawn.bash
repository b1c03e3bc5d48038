when require_push main dev-int
expect passes
