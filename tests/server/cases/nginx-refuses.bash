# nginx has no use for its configuration: nothing is changed. It has no use for the new file: it has the old one again.
environment staging
release 1 healthy
release 2 healthy
deploy 1
expect code 0
printf 'nonsense;\n' >"$here/here/conf.d/other.conf"
deploy 2
expect code 1
expect said 'nginx has no use for its configuration, so nothing is changed: .*unknown directive "nonsense"'
rm "$here/here/conf.d/other.conf"
expect serves 1
before=$(cat "$here/here/conf.d/weather.conf")
# Only the new release's file is not to its liking.
printf '#!/bin/sh\nif [ "$1" = -t ] && grep -q %s %q; then echo "nginx: [emerg] no room for it" >&2; exit 1; fi\nexec %q "$@"\n' \
  "$(id_of 2)" "$here/here/conf.d/weather.conf" "$here/here/bin/nginx" >"$here/bin/nginx"
chmod +x "$here/bin/nginx"
users
PATH=$here/bin:$PATH deploy 2
gone
faults=2
expect code 1
expect said 'failed in phase switch .*has the old one again: .*no room for it'
[[ $(cat "$here/here/conf.d/weather.conf") == "$before" ]] || fail "the old file did not come back"
expect lost 0
expect only 1
expect serves 1
