given record 10 staging $A success
given fault 503 99 GET deployments
when require_running $A staging
expect refuses "GitHub did not say what runs in staging"
