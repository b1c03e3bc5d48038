TZDIR=$here
when require_rules staging-to-production
expect refuses "does not know the time zone Europe/Berlin" "install tzdata"
