given status 9 failure
when require_rules staging-to-production
expect refuses "one rule does not hold"
expect says "the way into production was never rehearsed in staging: gh workflow run rehearse.yml -f environment=production"
