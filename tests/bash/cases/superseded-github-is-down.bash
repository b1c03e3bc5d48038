given record 10 dev-int $A success
given fault 503 9 GET deployments
when skip_if_superseded $B dev-int
expect refuses "got 503"
expect outputs ""
