expects
given ASK_NEW=ask_green
when <<END
ask_green() { no-such-program "\$1" 2>/dev/null; }
require_healthy new
END
expect cannot_tell "/health of the new release was not asked: what asks is missing here, or may not be run)"
