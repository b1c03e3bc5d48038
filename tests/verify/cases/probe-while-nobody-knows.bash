# What is on its way, or has failed, is not asked.
expects
serve /health 500
when <<'END'
running_in() { printf 'release-20250103-120000 is on its way to prod' && return 1; }
start_probe
require_healthy public
END
expect passes
expect says "prod was not asked whether it is well: release-20250103-120000 is on its way to prod"
expect asked /health 0
