# After keep_turn the record is the deploy script's.
when <<END
take_turn prod
keep_turn
exit 1
END
expect fails_with 1
expect record last queued
