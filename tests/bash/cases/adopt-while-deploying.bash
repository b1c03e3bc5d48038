# A deployment that is under way says later what runs there.
export TURN_SECONDS=0 REASON=why SOURCE=adopt
given record 10 prod $A in_progress run=8
when <<'END'
take_turn prod
finish_adoption
END
expect refuses "prod is busy"
expect record last error "gave up"
