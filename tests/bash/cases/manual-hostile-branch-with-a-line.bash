when require_manual future future $'release/x\n::error::forged'
expect refuses "is not the name of a branch"
