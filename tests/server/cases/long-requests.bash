# Who is being answered when the old one ends, is answered.
environment staging
release 1 slow-to-end
release 2 healthy
deploy 1
expect code 0
answer() { curl --silent --max-time 20 "http://127.0.0.1:$port/slow" >"$here/slow" || printf 'lost' >"$here/slow"; }
(
  sleep 2
  while [[ ! -e $here/enough ]]; do
    answer
    jq -e .release "$here/slow" >/dev/null || touch "$here/cut-off"
  done
) &
asker=$!
deploy 2
touch "$here/enough"
wait "$asker"
expect code 0
[[ ! -e $here/cut-off ]] || fail "somebody was cut off in the middle of an answer"
expect serves 2
expect running 1
