#!/usr/bin/env bash
# case.sh CASE: runs one case. What a case is written in:
#
#   given FACT…              something that is so on GitHub (tests/github: given_…)
#   export NAME=VALUE        something that the workflow sets
#   at TIME                  what time it is, for GitHub and for the scripts
#   map NAME=VALUE           another constant in the library's map
#   when FUNCTION WORD…      a step of a workflow that sources the library; without words: the step is on stdin
#   judge [NUMBER]           the job that judges pull requests; of pipelines/merges.kdl, on Monday 2026-11-23 at 10:00 in London
#   deploy ENVIRONMENT …     the environment's deploy script; ops NAME before it: one of the team's own scripts, on stdin
#   expect …                 one of the checks below
set -euo pipefail
unset "${!GITHUB_@}" "${!RELEASE_@}" RECORD BREAK_GLASS STARTED_BY_RUN
name=$(basename "$1" .bash)
here=$WORK/$name
mkdir -p "$here/bin" "$here/checkout/ops"
: >"$here/output"
: >"$here/summary"
: >"$here/given"
: >"$here/ran"
checks=0 code=none library=lib
# What is asked on a schedule is in the pipeline that is watched.
[[ $name != soak-* ]] || LIB_DIR=${LIB_DIR%/*}/watched library=gates
# What the ways ask for beside people is tried on the gallery's own pipeline of gates.
[[ $name != gate-* ]] || LIB_DIR=${LIB_DIR%/*}/gates library=brief

fail() {
  printf 'FAIL %s: %s\n' "$name" "$1"
  sed 's/^/       /' "$here/stdout" "$here/stderr" 2>/dev/null || true
  exit 1
} >&2

# ---- given

# Words end with one separator and facts with another, since words may hold anything else.
given() { printf '%s\x1f' "$@" >>"$here/given" && printf '\x1e' >>"$here/given"; }

at() {
  NOW=$(date -u -d "$1" +%s)
  given clock "$(date -u -d "$1" +%Y-%m-%dT%H:%M:%SZ)"
}

tell_github() {
  curl -sS --fail -X PUT --data-binary @"$here/given" "$GITHUB/$name/_given" || fail "GitHub does not understand what is given"
  : >"$here/given"
}

ops() {
  { printf '#!/usr/bin/env bash\nset -euo pipefail\n' && cat; } >"$here/checkout/ops/$1"
  chmod +x "$here/checkout/ops/$1"
}

map() {
  [[ -d $here/deploy ]] || cp -r "$LIB_DIR/deploy" "$here/deploy"
  LIB_DIR=$here
  grep -qE "^(readonly )?${1%%=*}=" "$here/deploy/lib.sh" || fail "the map has no ${1%%=*}"
  sed -i "/^${1%%=*}+=/d; s|^\(readonly \)\?${1%%=*}=.*|$1|" "$here/deploy/lib.sh"
}

# What is so in every case, unless it says otherwise: alice promotes a release in run 42; run 7 is over, run 8 is not.
given run 7 workflow=deploy.yml status=completed
given run 8 workflow=deploy.yml
given run 42
given environment production-approval-1 reviewers=ann,bo,carl
given environment production-approval-2 reviewers=ann,bo,carl
given environment staging reviewers=ann,bo,carl
given environment prod reviewers=ann,bo,carl
given branch main
for script in validate.sh ship.sh after.sh smoke.sh verify.sh; do
  # shellcheck disable=SC2016 # the script's own shell expands it
  ops "$script" <<<'echo "${0##*/} $*" >>"$RAN"'
done

A=release-20250101-120000 B=release-20250102-120000 C=release-20250103-120000
COMMIT=$(printf 'b%.0s' {1..40})
DIGEST=sha256:$(printf 'a%.0s' {1..64})
D=$(printf 'd%.0s' {1..40})
E=$(printf 'e%.0s' {1..40})
NOW=1735905600 # 2025-01-03 12:00, the stand-in's own time
export A B C D E COMMIT DIGEST VERSION=2.0.0 RELEASE_ID=$B SOURCE=staging TARGET=prod

# The arguments of every curl are public: they are kept, to look for the token.
real_curl=$(command -v curl)
cat >"$here/bin/curl" <<END
#!/usr/bin/env bash
printf '%s\n' "\$@" >>"$here/arguments"
exec "$real_curl" "\$@"
END
chmod +x "$here/bin/curl"

# ---- when

# in_workflow COMMAND…: as the runner would start it.
in_workflow() {
  tell_github
  code=0
  { (
    unset GH_TOKEN GITHUB_TOKEN
    export PATH=$here/bin:$PATH GITHUB_ACTIONS=${GITHUB_ACTIONS-true} GITHUB_API_URL=$GITHUB/$name GITHUB_REPOSITORY=o/r
    export GITHUB_RUN_ID=${GITHUB_RUN_ID:-42} GITHUB_RUN_ATTEMPT=${GITHUB_RUN_ATTEMPT:-1} GITHUB_RUN_NUMBER=5
    export GITHUB_REF=${GITHUB_REF:-refs/heads/main} GITHUB_ACTOR=${GITHUB_ACTOR:-alice}
    export GITHUB_OUTPUT=$here/output GITHUB_STEP_SUMMARY=$here/summary RETRY_PAUSE=0 TURN_PAUSE=0.1 TURN_SECONDS=${TURN_SECONDS:-10} RAN=$here/ran
    export GH_TOKEN=${GH_TOKEN_IN_CASE-$TOKEN}
    cd "$LIB_DIR"
    "$@"
  ) >"$here/stdout" 2>"$here/stderr" </dev/null || code=$?; } 2>/dev/null # bash announces who was killed
  cat "$here/stdout" "$here/stderr" >"$here/log"
  ! grep -qF -- "$TOKEN" "$here"/{stdout,stderr,output,summary,arguments} 2>/dev/null || fail "the token was shown"
  ! grep -qE '^[[:space:]]*::(error::forged|set-)' "$here/log" || fail "a text became a command to the runner"
  [[ -n ${TOOLS_MAY_COMPLAIN:-} ]] || ! grep -qE 'line [0-9]+:|^(jq|tar|curl): ' "$here/stderr" || fail "bash or a tool complained"
}

when() {
  local step
  if (($# > 0)); then printf -v step '%q ' "$@"; else step=$(cat); fi
  in_workflow bash -euo pipefail -c "source deploy/$library.sh
now() { printf %s $NOW; }
$step"
}

judge() {
  # shellcheck disable=SC2086 # a word each
  given job_permissions ${PERMISSIONS:-contents=read pull_requests=read statuses=write issues=read deployments=read actions=read}
  ((NOW != 1735905600)) || at 2026-11-23T10:00:00Z
  LIB_DIR=$MERGES_DIR GITHUB_EVENT_NAME=${GITHUB_EVENT_NAME:-schedule} in_workflow bash -euo pipefail -c "source deploy/merges.sh
now() { printf %s $NOW; }
judge_merges $(printf %q "${1:-}")"
}

deploy() {
  local environment=$1
  shift
  export RELEASE_DIR=${RELEASE_DIR-$here/checkout} ARTIFACT_DIR=${ARTIFACT_DIR-$here/artifact}
  in_workflow "deploy/deploy-$environment.sh" "$@"
}

# ---- expect

expect_passes() { ((code == 0)) || fail "exit code $code"; }
expect_prints() {
  expect_passes
  [[ $(<"$here/stdout") == "$1" ]] || fail "printed something else than: $1"
}

# expect_refuses TEXT…: exit code 1, and the last error, on one line, has all these texts.
expect_refuses() {
  local text error
  ((code == 1)) || fail "exit code $code"
  error=$(grep '^::error::' "$here/stderr" | tail -n 1)
  [[ -n $error ]] || fail "no error"
  for text in "$@"; do [[ $error == *"$text"* ]] || fail "the error does not say: $text"; done
}
expect_fails_with() { ((code == $1)) || fail "exit code $code instead of $1"; }
expect_says() { grep -qF -- "$1" "$here/log" || fail "does not say: $1"; }
expect_does_not_say() { ! grep -qF -- "$1" "$here/log" || fail "says: $1"; }
expect_outputs() { [[ $(<"$here/output") == "$1" ]] || fail "outputs $(<"$here/output") instead of $1"; }
expect_summary_says() { grep -qF -- "$1" "$here/summary" || fail "the summary does not say: $1"; }
expect_ran() { [[ $(<"$here/ran") == "$1" ]] || fail "ran $(<"$here/ran") instead of $1"; }
expect_ran_with() { grep -qxF -- "$1" "$here/ran" || fail "no line in $(<"$here/ran") is: $1"; }

# expect_record NUMBER STATE [TEXT]: the newest status that was written to it; "last" is the newest record.
expect_record() {
  local status
  status=$(curl -sS "$GITHUB/$name/_records" | jq -r --arg number "$1" '
    sort_by(.id) | (if $number == "last" then last else .[] | select("\(.id)" == $number) end) | .statuses[0] | "\(.state) \(.description)"')
  [[ $status == "$2 "* && $status == *"${3:-}"* ]] || fail "record $1 is $status instead of $2 ${3:-}"
}

# expect_status COMMIT CONTEXT STATE [TEXT]: the newest status of that name.
expect_status() {
  local status
  status=$(curl -sS "$GITHUB/$name/_state" | jq -r --arg sha "$1" --arg context "$2" \
    'first(.statuses[$sha][]? | select(.context == $context) | "\(.state) \(.description)")')
  [[ $status == "$3 "* && $status == *"${4:-}"* ]] || fail "the status $2 is \"$status\" instead of $3 ${4:-}"
}
expect_no_status() {
  local statuses
  statuses=$(curl -sS "$GITHUB/$name/_state" | jq --arg sha "$1" '.statuses[$sha] // [] | length')
  ((statuses == 0)) || fail "$1 has $statuses statuses"
}

# expect_requested METHOD PATH TIMES [JQ]: how often GitHub was asked for it; the body has to satisfy the filter.
expect_requested() {
  local times
  times=$(curl -sS "$GITHUB/$name/_requests" | jq --arg method "$1" --arg path "$2" \
    "[.[] | select((.method | test(\$method)) and (.path | test(\"\\\\A\" + \$path + \"\\\\z\"))) | select(${4:-true})] | length")
  [[ $times == "$3" ]] || fail "$1 $2 was requested $times times instead of $3"
}
expect_nothing_written() { expect_requested '(POST|PUT|DELETE|PATCH)' '.*' 0; }

expect() {
  checks=$((checks + 1))
  "expect_$1" "${@:2}"
}

# Everything that production asks for holds on this Tuesday morning: a case takes away what it is about.
# rehearsed ENVIRONMENT TIME: by another release, in staging.
rehearsed() {
  local payload
  payload=$(jq -cn --arg id "$A" --arg commit "${COMMIT//b/a}" --arg digest "$DIGEST" --arg environment "$1" \
    '{id: $id, version: "1.0.0", commit: $commit, digest: $digest, run: "7", rehearses: $environment}')
  given record 9 staging "$A" success at="$2" payload="$payload"
}
if [[ $name == gate-* ]]; then
  export TARGET=production TZDIR
  at "2026-11-24 09:30 UTC"
  given record 10 staging "$B" success at=2026-11-22T09:00:00Z
  rehearsed production 2026-11-10T09:00:00Z
  given environment production-wait wait=30
  given environment production reviewers=ann,bo,cy,eve,fay
  given run 42 at=2026-11-24T08:30:00Z
fi

# shellcheck source=/dev/null
source "$1"
((checks > 0)) || fail "checks nothing"
touch "$here/passed"
