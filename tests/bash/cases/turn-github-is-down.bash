given fault 503 9 POST 'deployments$'
when take_turn prod
expect refuses "deployments got 503"
