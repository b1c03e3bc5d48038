when --dry-run <<'END'
must_be N integer
must_work N ./ops/nothing.sh
require_configuration
END
expect passes
expect says "  would look at the configuration: N"
