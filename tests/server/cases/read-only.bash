# Nothing can be written there, and the disk is full.
environment staging
release 1 healthy
release 2 healthy
setting SERVER_DIRECTORY=/proc/weather
deploy 1
faults=1
expect code 1
expect said '/proc/weather cannot be written: No such file or directory|/proc/weather cannot be written: '
setting "SERVER_DIRECTORY=$here/here/weather"
deploy 1
expect code 0
# A file may not become larger than this: what a full disk looks like to whoever writes.
head -c 4000000 /dev/urandom >"$here/built/2/large"
sed -i 's|^SERVER_START=|tar() { if [[ $1 == --extract ]]; then (ulimit -f 100; command tar "$@"); else command tar "$@"; fi; }\n&|' "$script"
sed -i 's|^set -euo pipefail|trap "" XFSZ\n&|' "$script"
sed -i 's|compgen -A function host_|compgen -A function host_; echo tar|' "$here/deploy/server.sh"
deploy 2
faults=2
expect code 1
expect said 'the release does not get into .*releases: .*(File too large|Wrote only)'
expect serves 1
[[ ! -e $here/here/weather/releases/$(id_of 2) && ! -e $here/here/weather/releases/.new ]] || fail "half a release is left"
