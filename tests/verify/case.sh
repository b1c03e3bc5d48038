#!/usr/bin/env bash
# case.sh CASE: runs one case. What a case is written in:
#
#   serve PATH ANSWER…       what the release answers there, one after the other; the last one for good. An answer is a text, a status and
#                            a text, or JSON with `{`; see service.py
#   health STATUS [FIELD=VALUE…]  an answer as the pipeline expects it; with other fields
#   ops NAME                 one of the team's own scripts, on stdin
#   given NAME=VALUE         a setting; several words make an array
#   when                     what the deploy script does, on stdin; waiting takes no time, and looking neither
#   when_in_real_time        the same by the clock on the wall
#   expect …                 one of the checks below
set -euo pipefail
name=$(basename "$1" .bash)
here=$WORK/$name
mkdir -p "$here/bin" "$here/checkout/ops"
checks=0 code=none
: >"$here/asked"
: >"$here/settings"
echo '{}' >"$here/service.json"

fail() {
  printf 'FAIL %s: %s\n' "$name" "$1"
  sed 's/^/       /' "$here/log" 2>/dev/null || true
  exit 1
} >&2

# ---- given

start_service() {
  mkfifo "$here/port$1"
  python3 service.py "$here/service.json" "$here/asked" "${@:2}" >"$here/port$1" 2>/dev/null &
  services+=("$!")
  read -r port <"$here/port$1"
}
services=()
trap 'kill "${services[@]}" 2>/dev/null || true' EXIT
start_service ""
SERVICE=http://127.0.0.1:$port

# serve_securely: the same over TLS, with a certificate that nobody knows. In SECURE.
serve_securely() {
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 \
    -keyout "$here/key" -out "$here/certificate" 2>/dev/null
  cat "$here/key" "$here/certificate" >"$here/both"
  start_service -tls "$here/both"
  # shellcheck disable=SC2034 # cases use it
  SECURE=https://127.0.0.1:$port
}

serve() {
  local answer answers=()
  for answer in "${@:2}"; do
    case $answer in
      '@'*) answers+=("${answer#@}") ;;
      [2-5][0-9][0-9]) answers+=("$(jq -cn --argjson status "$answer" '{status: $status, body: ""}')") ;;
      [2-5][0-9][0-9]' '*) answers+=("$(jq -cn --argjson status "${answer%% *}" --arg body "${answer#* }" '{status: $status, body: $body}')") ;;
      *) answers+=("$(jq -cn --arg body "$answer" '{body: $body}')") ;;
    esac
  done
  jq --arg path "$1" --argjson answers "$(printf '%s\n' "${answers[@]}" | jq -cs .)" '.[$path] = $answers' "$here/service.json" >"$here/service.new"
  mv "$here/service.new" "$here/service.json"
}

# health [FIELD=VALUE…]: what the release answers when it is well; an empty value leaves the field out.
health() {
  local one answer
  answer=$(jq -cn --arg commit "${COMMIT:0:8}" '{status: "healthy", version: "v2.1.0", environment: "prod", commit: $commit,
    deployed_at: "2025-01-03T12:00:00Z", uptime: "5d 3h 42m"}')
  for one in "$@"; do
    answer=$(jq -c --arg name "${one%%=*}" --arg value "${one#*=}" 'if $value == "" then del(.[$name]) else .[$name] = $value end' <<<"$answer")
  done
  printf '%s' "$answer"
}

ops() {
  { printf '#!/usr/bin/env bash\nset -euo pipefail\n' && cat; } >"$here/checkout/ops/$1"
  chmod +x "$here/checkout/ops/$1"
}

# given NAME WORD…: NAME=WORD, or an array.
given() {
  if [[ $1 == *=* ]]; then
    printf 'export %s=%q\n' "${1%%=*}" "${1#*=}"
  else
    printf '%s=(' "$1"
    (($# == 1)) || printf ' %q' "${@:2}"
    printf ')\n'
  fi >>"$here/settings"
}

COMMIT=$(printf 'ab12%.0s' {1..10})
given ENVIRONMENT=prod
given RELEASE_ID=release-20250103-120000
given VERSION=2.1.0
given COMMIT="$COMMIT"
given RELEASE_DIR="$here/checkout"
given ARTIFACT_DIR="$here"
given PREVIOUS_RELEASE_ID=release-20250101-120000
given URLS "$SERVICE/shop"
given HEALTH_WITHIN=2
given HEALTH_EVERY=1
given MONITOR_EVERY=1
given BASELINE_EVERY=0
given GH_TOKEN=ghs_secret

# Everything that the gallery's pipeline expects.
expects() {
  given HEALTH_PATH=/health
  given HEALTH_EXPECT status healthy version 'v{version}' environment '{environment}' commit '{short-commit}' deployed_at time uptime any
}

# The arguments of every curl are public: they are kept, to look for the secret.
real_curl=$(command -v curl)
cat >"$here/bin/curl" <<END
#!/usr/bin/env bash
printf '%s\n' "\$@" >>"$here/arguments"
exec "$real_curl" "\$@"
END
chmod +x "$here/bin/curl"

# ---- when

# Without its meaning SECONDS is a number like any other.
# shellcheck disable=SC2016 # the script that is given to bash expands it
readonly CLOCK='unset SECONDS; SECONDS=0; pause() { SECONDS=$((SECONDS + $1)) && require_time; }'
when() { run_script "$CLOCK" "$@"; }
when_in_real_time() { run_script "" "$@"; }

# run_script CLOCK OPTION…
run_script() {
  local clock=$1
  shift
  code=0
  (
    unset GITHUB_ACTIONS http_proxy https_proxy HTTP_PROXY HTTPS_PROXY
    cd "$TREE"
    PATH=$here/bin:$PATH exec bash -euo pipefail -c "
source deploy/steps.sh
for library in verify monitor config; do source deploy/\$library.sh; done
[[ ' $* ' == *' --dry-run '* ]] || eval $(printf %q "$clock")
$(<"$here/settings")
read_options 'Deploys.' $*
trap 'echo failure=\$failure clear=\$is_clear' EXIT
start_deployment 600
trap 'echo failure=\$failure clear=\$is_clear' EXIT
begin_phase look
$(cat)
end_phase"
  ) >"$here/log" 2>&1 </dev/stdin || code=$?
  ! grep -qE 'deploy/[a-z]+\.sh: line [0-9]+:|^(jq|curl|awk|sort|mawk): ' "$here/log" || [[ -n ${TOOLS_MAY_COMPLAIN:-} ]] || fail "bash or a tool complained"
  ! grep -qF 'ghs_secret' "$here/log" || fail "the token was shown"
}

# ---- expect

expect_passes() { ((code == 0)) || fail "exit code $code"; }
expect_fails() {
  ((code == 1)) || fail "exit code $code"
  grep -qxF 'failure=look clear=true' "$here/log" || fail "it does not count as a failure of the phase"
  expect_says "error: failed in phase look ($1"
}
expect_fails_as() { grep -qxF "failure=$1 clear=true" "$here/log" || fail "it does not count as $1"; }
expect_fails_with() { ((code == $1)) || fail "exit code $code instead of $1"; }
expect_cannot_tell() {
  ((code == 1)) || fail "exit code $code"
  grep -qxF 'failure=look clear=false' "$here/log" || fail "it counts as a failure"
  expect_says "nobody can tell whether it is well: $1"
}
expect_says() { grep -qF -- "$1" "$here/log" || fail "does not say: $1"; }
expect_does_not_say() { ! grep -qF -- "$1" "$here/log" || fail "says: $1"; }
expect_asked() {
  local times
  times=$(grep -c "^$1 " "$here/asked" || true)
  ((times == $2)) || fail "$1 was asked $times times instead of $2"
}
expect_asked_by() { grep -qxF -- "$1 $2" "$here/asked" || fail "not asked for $1 by $2: $(<"$here/asked")"; }
expect_no_argument() { ! grep -qF -- "$1" "$here/arguments" || fail "an argument was: $1"; }

expect() {
  checks=$((checks + 1))
  "expect_$1" "${@:2}"
}

# shellcheck source=/dev/null
source "$1"
((checks > 0)) || fail "checks nothing"
touch "$here/passed"
