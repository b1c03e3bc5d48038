# Nobody can block an environment with a record of their own.
given record 10 prod $A in_progress run=8 creator=mallory
export TURN_SECONDS=0
when <<END
take_turn prod
keep_turn
END
expect passes
