expects
given ASK_NEW=ask_green
serve /health "503 $(health status=starting)"
when <<END
ask_green() { curl --silent --fail-with-body "$SERVICE\$1"; }
require_healthy new
END
expect fails "not well after 2 seconds: /health of the new release answers with an error, and status is \"starting\")"
