given HEALTH_PARTS database run ./ops/health.sh
ops health.sh <<<true
chmod -x "$here/checkout/ops/health.sh"
when <<<'require_healthy public'
expect cannot_tell "the check of the database is missing, or may not be run: ./ops/health.sh)"
