# GitHub ends a cancelled step by a signal.
when <<END
take_turn prod
kill -TERM \$\$
sleep 1
END
expect fails_with 143
expect record last error "gave up before anything changed"
