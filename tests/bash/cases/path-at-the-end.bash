when require_path prod staging
expect refuses "prod is where a release's way ends"
