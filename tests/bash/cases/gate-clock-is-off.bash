at "2026-11-24 09:30 UTC"
NOW=$((NOW + 3600))
when require_rules staging-to-production
expect refuses "this machine's clock is 60 minutes off" "GitHub says Tue 2026-11-24 10:30"
