given record 10 staging $A in_progress run=8
export TURN_SECONDS=0
when <<END
take_turn prod
keep_turn
END
expect passes
