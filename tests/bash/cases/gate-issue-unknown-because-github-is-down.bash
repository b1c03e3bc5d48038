given fault 503 99 GET /issues
when require_rules staging-to-production
expect refuses "503"
