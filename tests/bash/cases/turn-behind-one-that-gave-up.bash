# The newest older one gave up; the one before it is still under way.
given record 10 prod $A in_progress run=8
given record 11 prod $C queued,error run=8
export TURN_SECONDS=0
when take_turn prod
expect refuses "prod is busy: $A"
