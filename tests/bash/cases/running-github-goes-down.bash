# The list came, the status did not: nothing older takes its place.
given record 10 staging $A success
given record 11 staging $B in_progress run=8
given fault 503 99 GET deployments/11/statuses
when require_running $A staging
expect refuses "GitHub did not say what runs in staging"
