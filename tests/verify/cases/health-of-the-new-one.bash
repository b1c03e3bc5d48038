# Before users reach it, the target asks the release itself; the addresses are not asked.
expects
given ASK_NEW=ask_green
given URLS http://127.0.0.1:9
serve /health "$(health)"
when <<END
ask_green() { curl --silent --fail "$SERVICE\$1"; }
require_healthy new
END
expect passes
expect says "seconds: the new release"
expect asked /health 1
