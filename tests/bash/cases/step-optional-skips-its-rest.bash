library=steps
export RECORD= RELEASE_DIR=$here/checkout
when <<END
begin_phase smoke
step one
may_fail
run 'exit 1'
run 'echo "rest of one"'
step two
run 'echo "two runs"'
END
expect passes
expect does_not_say "rest of one"
expect says "two runs"
