# A check after take_turn refuses: nothing has changed, and the record says so.
given record 10 prod $C success
when <<END
take_turn prod
require_newer $B prod
keep_turn
END
expect refuses "prod got $C"
expect record last error "gave up before anything changed"
expect outputs ""
