# A pattern is the whole name.
when require_push xmain dev-int
expect refuses 'a push to "xmain"'
