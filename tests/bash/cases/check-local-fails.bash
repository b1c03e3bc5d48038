# The first failure is the end.
export GITHUB_ACTIONS=
cp -r "$LIB_DIR/deploy" "$here/checkout/"
ops test.sh <<<'exit 1'
ops build.sh <<<'echo build >>"$RAN"'
in_workflow "$here/checkout/deploy/check-local.sh"
expect fails_with 1
expect says "failed in phase test: Unit tests"
expect ran ""
