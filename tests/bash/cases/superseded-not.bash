given record 10 dev-int $A success
given record 999 dev-int $A queued run=8
when skip_if_superseded $B dev-int
expect passes
expect outputs go=true
