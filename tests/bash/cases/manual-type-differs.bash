when require_manual future active release/v2.0.0
expect refuses 'environment is future and release_type is "active"' "make them the same"
