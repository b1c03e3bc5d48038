at "2026-11-24 15:30 UTC"
when require_rules staging-to-production
expect refuses "staging -> production" "one rule does not hold" "Wed 2026-11-25 09:00 (Europe/Berlin)" \
  "gh workflow run promote-release.yml -f release_id=$B -f source_environment=staging -f target_environment=production" \
  "managers may lift windows and freezes for this once"
expect says "the window office-hours is closed; it opens on Wed 2026-11-25 09:00"
expect summary_says "may not go to production yet"
