# Nothing listens there.
when <<END
request GET http://127.0.0.1:1/x
say "status \$reply_status"
complain
END
expect refuses "GET http://127.0.0.1:1/x got no answer"
expect says "status 000"
