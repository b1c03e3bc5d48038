# The new one is asked alone too, and there it has to be the new one.
expects
given ASK_NEW=ask_green
serve /health "$(health version=v2.0.9)"
serve /green/health "$(health)" "$(health status=broken)"
when <<END
ask_green() { curl --silent --fail "$SERVICE/green\$1"; }
watch_for 60
END
expect fails "health was bad in 3 of the last 4 looks: /health says that status is \"broken\", not \"healthy\")"
