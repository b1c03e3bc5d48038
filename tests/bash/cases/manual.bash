when require_manual future future release/v2.0.0
expect prints release/v2.0.0
