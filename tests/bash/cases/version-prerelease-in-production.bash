when require_release_version 2.0.0-main.12 prod
expect refuses "2.0.0-main.12 is a prerelease, which never enters prod" "make it 2.0.0 first, on a branch like release/v2.0.0"
