# The smaller number goes first, even if it has changed nothing yet.
given record 10 prod $A queued run=8
export TURN_SECONDS=0
when take_turn prod
expect refuses "prod is busy"
