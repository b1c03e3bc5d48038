#!/usr/bin/env bash
# case.sh TREE CASE: runs one case. What a case is written in:
#
#   given FACT…           something that is so on GitHub (../github)
#   platform JSON         something that is so on the platform (platforms.py); jq makes JSON of what is written like it
#   fault NAME VALUE      something that is wrong with the platform, for the runs that follow
#   setting NAME=VALUE    another one than the pipeline says
#   configuration JSON    Terraform's, as the release has it; message TEXT before it: what its commit says
#   plan | deploy | back  the scripts of production, as the workflow starts them; their code and words are looked at by `expect`
#   killed AT deploy      all of it dies at once, before or after the call of a tool with this number: `killed "after 3" deploy`
#   expect …              one of the checks below
set -euo pipefail
unset "${!GITHUB_@}" "${!RELEASE_@}" "${!TF_@}" RECORD BREAK_GLASS PLAN_HASH DESTROYS WITHDRAWS REVERTED_TO REASON
tree=$1
name=$(basename "$2" .bash)
cases=$(cd "$(dirname "$2")/.." && pwd)
case=$2
here=$WORK/$name
mkdir -p "$here"/{bin,checkout/infra,artifact}
for file in output summary given complaints calls runs; do : >"$here/$file"; done
checks=0 code=none faults=()

fail() {
  printf 'FAIL %s: %s\n' "$name" "$1"
  sed 's/^/       /' "$here/stdout" "$here/stderr" "$here/complaints" 2>/dev/null || true
  exit 1
} >&2

# The scripts as they were generated, with shorter waits.
cp -r "$tree/deploy" "$here/deploy"

# ---- given

# setting NAME=VALUE: another one in every script that has it; all have to have it that are meant.
setting() { sed -i "s|^${1%%=*}=.*|$1|" "$here"/deploy/*-production.sh; }

given() { printf '%s\x1f' "$@" >>"$here/given" && printf '\x1e' >>"$here/given"; }
tell_github() {
  curl -sS --fail -X PUT --data-binary @"$here/given" "$GITHUB/$name/_given" || fail "GitHub does not understand what is given"
  : >"$here/given"
}
platform() { jq -cn "$1" | curl -sS --fail -X PUT --data-binary @- "$PLATFORMS/$name/_given" >/dev/null || fail "the platform does not understand what is given"; }
fault() { faults+=("$1=$2"); }
no_fault() { faults=(); }

A=release-20250101-120000 B=release-20250102-120000
DIGEST=sha256:$(printf 'a%.0s' {1..64})
commit_message="a change"
message() { commit_message=$1; }

# commit: what the checkout holds becomes the release's commit.
commit() {
  [[ -d $here/checkout/.git ]] || git -C "$here/checkout" init -q -b main
  printf '.terraform\n' >"$here/checkout/.gitignore"
  git -C "$here/checkout" add -A
  git -C "$here/checkout" -c user.name=alice -c user.email=alice@example.com commit -q --allow-empty -m "$commit_message"
  COMMIT=$(git -C "$here/checkout" rev-parse HEAD)
}

# configuration RESOURCES [VARIABLES]: jq makes JSON of what is written like it.
configuration() {
  jq -n --arg state "$here/state" "{terraform: {backend: {local: {path: \$state}}},
    variable: ({size: {default: \"small\"}, password: {default: \"none\", sensitive: true}} + ${2:-{\}}),
    resource: {terraform_data: $1}, output: {size: {value: \"\${var.size}\"}}}" >"$here/checkout/infra/main.tf.json"
  commit
}

given run 7 workflow=deploy.yml status=completed
given run 42
given branch main
given record 50 production $B queued run=42
COMMIT=$(printf 'b%.0s' {1..40})
export COMMIT VERSION=2.0.0 RELEASE_ID=$B SOURCE=staging TARGET=production DIGEST RECORD=50 PASSWORD=hunter2 COSTS_TOKEN=hunter2 RAILWAY_TOKEN=railway-token
for name_of_wait in HEALTH_WITHIN RAILWAY_WITHIN EXTERNAL_WITHIN; do setting "$name_of_wait=3"; done
setting HEALTH_EVERY=1
[[ ${REAL_TERRAFORM:-} != yes ]] || setting TERRAFORM_VERSION=
mkdir -p "$here/checkout/ops"
printf '#!/bin/sh\nexit 0\n' | tee "$here/checkout/ops/costs.sh" >"$here/checkout/ops/backup.sh"
printf '#!/bin/sh\nexit 1\n' >"$here/checkout/ops/back.sh"
chmod +x "$here"/checkout/ops/*.sh

# return_to_the_one_before: what a rollback knows.
return_to_the_one_before() {
  LEFT=$COMMIT
  given record 49 production "$B" success "commit=$LEFT"
  COMMIT=$(printf 'a%.0s' {1..40})
  export RELEASE_ID=$A VERSION=1.0.0 WITHDRAWS=$B REASON="it is slow"
}

# The arguments of every program are public: they are kept, to look for what is secret.
real_curl=$(command -v curl)
cat >"$here/bin/curl" <<END
#!/usr/bin/env bash
shopt -s extglob
printf '%s\n' "\$@" >>"$here/arguments"
# The addresses of the gallery's environments lead to the case's own site.
exec "$real_curl" "\${@/#https:\\/\\/+([a-z.])example.com/$PLATFORMS/$name/site}"
END
chmod +x "$here/bin/curl"
if [[ ${REAL_TERRAFORM:-} != yes ]]; then
  ln -s "$cases/bin/terraform" "$here/bin/terraform"
  ln -s "$cases/bin/terraform" "$here/bin/tofu"
fi
ln -s "$cases/bin/railway" "$here/bin/railway"

# ---- when

# script FILE: as the runner would start it, in a group of its own, so that all of it can die at once.
script() {
  tell_github
  : >"$here/calls"
  code=0
  { (
    unset GH_TOKEN GITHUB_TOKEN
    export PATH=$here/bin:$PATH GITHUB_ACTIONS=${GITHUB_ACTIONS-true} GITHUB_API_URL=$GITHUB/$name GITHUB_REPOSITORY=o/r
    export GITHUB_RUN_ID=42 GITHUB_RUN_ATTEMPT=1 GITHUB_RUN_NUMBER=5 GITHUB_REF=refs/heads/main GITHUB_ACTOR=alice
    export GITHUB_OUTPUT=$here/output GITHUB_STEP_SUMMARY=$here/summary RETRY_PAUSE=0 TURN_PAUSE=0.1 GH_TOKEN=$TOKEN
    export RELEASE_DIR=$here/checkout ARTIFACT_DIR=$here/artifact COMPLAINTS=$here/complaints HIDDEN="$TOKEN hunter2 railway-token"
    export TERRAFORM_LOCK_SECONDS=${TERRAFORM_LOCK_SECONDS:-1} TF_CLI_CONFIG_FILE=/dev/null RAILWAY_PAUSE=0 RAILWAY_API=$PLATFORMS/$name/graphql
    ((${#faults[@]} == 0)) || export "${faults[@]}"
    cd "$here"
    exec setsid bash -c 'export CASE_GROUP=$$; exec "$@"' runner "$@"
  ) >"$here/stdout" 2>"$here/stderr" </dev/null || code=$?; } 2>/dev/null # bash announces who was killed
  printf '%s %s\n' "$1" "$([[ $code == 137 ]] && echo killed)" >>"$here/runs"
  cat "$here/stdout" "$here/stderr" >"$here/log"
  ! grep -qF -e "$TOKEN" -e hunter2 -e railway-token "$here"/{stdout,stderr,output,summary,arguments} 2>/dev/null || fail "a secret was shown"
  [[ ! -s $here/complaints ]] || fail "a tool complained about how it was called"
  if [[ $name == railway-* ]]; then
    complaints=$(curl -sS "$PLATFORMS/$name/_state" | jq -r '.complaints[]')
    [[ -z $complaints ]] || fail "the platform complained: $complaints"
  fi
  ! grep -qE 'line [0-9]+:|^(jq|tar|curl|sed|grep): ' "$here/stderr" || fail "bash or a tool complained"
}

plan() {
  : >"$here/output"
  : >"$here/summary"
  script deploy/plan-production.sh "$@"
}

# deploy: with the plan that people saw, if one was made.
deploy() {
  export PLAN_HASH=${PLAN_HASH-$(sed -n 's/^plan=//p' "$here/output")}
  : >"$here/summary"
  script deploy/deploy-production.sh "$@"
  unset PLAN_HASH
}

back() {
  : >"$here/summary"
  script deploy/rollback-production.sh "$@"
}

killed() {
  fault DIE_AT "$1"
  "${@:2}"
  no_fault
}

# ---- expect

expect_passes() { ((code == 0)) || fail "exit code $code"; }

# expect_refuses TEXT…: it fails, and one of its errors, on one line, has all these texts.
expect_refuses() {
  local text errors
  ((code != 0 && code != 137)) || fail "exit code $code"
  errors=$(grep -E '^(::error::|error: )' "$here/stderr") || fail "no error"
  for text in "$@"; do
    errors=$(grep -F -- "$text" <<<"$errors") || fail "the error does not say: $text"
  done
}
expect_dies() { ((code == 137)) || fail "exit code $code"; }
expect_says() { grep -qF -- "$1" "$here/log" || fail "does not say: $1"; }
expect_does_not_say() { ! grep -qF -- "$1" "$here/log" || fail "says: $1"; }
expect_summary_says() { grep -qF -- "$1" "$here/summary" || fail "the summary does not say: $1"; }
expect_output() { grep -qE -- "$1" "$here/output" || fail "no output is like $1: $(<"$here/output")"; }
expect_no_output() { [[ ! -s $here/output ]] || fail "outputs $(<"$here/output")"; }

# expect_runs NAME=INPUT…: this, and nothing else, is what Terraform's state holds.
expect_runs() {
  local held
  if [[ ${REAL_TERRAFORM:-} == yes ]]; then
    held=$(jq -r '[.resources[] | .name as $name | .instances[] | "\($name)=\(.attributes.input.value // .attributes.input)"] | sort | join(" ")' "$here/state" 2>/dev/null) || held=""
  else
    held=$(jq -r '[.resources | to_entries[] | "\(.key | sub("terraform_data."; ""))=\(.value.input)"] | sort | join(" ")' "$here/state" 2>/dev/null) || held=""
  fi
  [[ $held == "$*" ]] || fail "there is \"$held\" instead of \"$*\""
}
expect_no_plan_left() {
  local left
  left=$(find "$here/checkout" -path '*/.terraform/deployment*')
  [[ -z $left ]] || fail "this was left behind: $left"
}

# expect_platform JQ: this holds there.
expect_platform() {
  curl -sS "$PLATFORMS/$name/_state" | jq -e "$1" >/dev/null || fail "on the platform it is not so: $1: $(curl -sS "$PLATFORMS/$name/_state")"
}
expect_github() { curl -sS "$GITHUB/$name/_state" | jq -e "$1" >/dev/null || fail "on GitHub it is not so: $1"; }
expect_uploaded() { [[ $(<"$here/uploaded") == "$1" ]] || fail "uploaded was \"$(<"$here/uploaded")\""; }

# expect_record STATE [TEXT]: the newest status of the deployment's record.
expect_record() {
  local status
  status=$(curl -sS "$GITHUB/$name/_records" | jq -r '.[] | select(.id == 50) | .statuses[0] | "\(.state) \(.description)"')
  [[ $status == "$1 "* && $status == *"${2:-}"* ]] || fail "the record is $status instead of $1 ${2:-}"
}

expect() {
  checks=$((checks + 1))
  "expect_$1" "${@:2}"
}

# shellcheck source=/dev/null
source "$case"
((checks > 0)) || fail "checks nothing"
touch "$here/passed"
