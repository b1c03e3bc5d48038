# bo pressed the button in the name of alice's run.
given run 42 triggering=bo
given review bo approved prod
when require_approvals prod
expect refuses "prod by bo (who started the run)" "alice, bo did"
