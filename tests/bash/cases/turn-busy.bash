given record 10 prod $A in_progress run=8
export TURN_SECONDS=0
when <<END
take_turn prod
keep_turn
END
expect refuses "prod is busy: $A is on its way there (https://github.com/o/r/actions/runs/8)"
expect record last error "gave up before anything changed"
expect record 10 in_progress
