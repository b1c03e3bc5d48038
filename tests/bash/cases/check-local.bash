# The pipeline's own checks, without GitHub.
export GITHUB_ACTIONS=
cp -r "$LIB_DIR/deploy" "$here/checkout/"
printf 'echo "test $GREETING" >>"$RAN"\n' | ops test.sh
printf 'echo build >>"$RAN"\n' | ops build.sh
in_workflow "$here/checkout/deploy/check-local.sh"
expect passes
expect ran $'test hello there\nbuild'
expect says "Everything passed"
expect requested '.*' '.*' 0
