library=steps
export RECORD= RELEASE_DIR=$here/checkout
when <<END
begin_phase deploy
step two
within 2
run 'sleep 1.5'
run 'sleep 1.5'
END
expect refuses "failed in phase deploy: two (took too long)"
