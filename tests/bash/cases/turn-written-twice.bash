# GitHub took the record, but its answer was lost: the second one does not wait for the first.
given fault lost 1 POST 'deployments$'
export TURN_SECONDS=0
when <<END
take_turn prod
keep_turn
END
expect passes
expect requested POST /repos/o/r/deployments 2
