when require_release_version 2.0.0-main.12 prod
expect refuses "2.0.0-main.12 is a prerelease, which never enters prod" "from a branch like release/v2.0.0 as 2.0.0 first"
