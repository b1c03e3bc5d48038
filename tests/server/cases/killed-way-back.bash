# The way back itself is killed, and taken once more.
environment prod
release 1 healthy
release 2 healthy
deploy 1
deploy 2
users
runs=$((runs + 1)) faults=$((faults + 1))
: >"$here/log"
set -m
WITHDRAWS=$(id_of 2) in_place 1 "${script/deploy-/rollback-}" >>"$here/log" 2>&1 </dev/null &
set +m
until grep -q 'Back by switch-back' "$here/log"; do sleep 0.02; done
sleep 0.2
kill -KILL -- "-$!"
wait "$!" || true
back 1 2
gone
expect code 0
expect lost 0
expect well
expect only 1 2
expect serves 1
expect running 1
