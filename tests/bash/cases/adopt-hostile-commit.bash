when require_commit $'bbbb\n::error::forged'
expect refuses "is not a commit; give all 40 digits"
expect requested '.*' '.*' 0
