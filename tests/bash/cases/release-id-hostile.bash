# A second line would be a command to the runner.
when require_release_id $'release-20250103-120000\n::error::forged'
expect refuses "is not a release id"
