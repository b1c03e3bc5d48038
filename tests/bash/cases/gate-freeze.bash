rehearsed production 2026-12-01T09:00:00Z
at "2026-12-18 10:00 UTC"
when require_rules staging-to-production
expect refuses "Mon 2027-01-04 09:00"
expect says "production is frozen: peak season; it is open again on Mon 2027-01-04 00:00"
