given record 10 prod $A in_progress run=7
given record 11 prod $C queued run=7
export TURN_SECONDS=0
when <<END
take_turn prod
keep_turn
END
expect passes
