given pull 6 head=fix base=main labels=incident
when require_rules staging-to-production
expect passes
