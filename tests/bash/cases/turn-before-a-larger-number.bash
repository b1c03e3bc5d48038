# Somebody who came later waits for us.
given record 9999 prod $A queued run=8
export TURN_SECONDS=0
when <<END
take_turn prod
keep_turn
END
expect passes
