# The password goes to the environment's own addresses, and to no other.
given HEALTH_AUTH=HEALTH_USER
given HEALTH_USER=probe:secret
given METRICS a url /a b url "$SERVICE/b"
given LIMITS a '' below 1 '' b '' below 1 ''
serve /a 0
serve /b 0
when <<<'monitor 0'
expect passes
expect asked_by /a "Basic $(printf probe:secret | base64)"
expect asked_by /b -
