#!/usr/bin/env bash
# Terraform or OpenTofu: a plan that people see before they decide, and then exactly that plan.
# Source it behind the steps; it does nothing by itself. It reads TERRAFORM_TOOL TERRAFORM_DIRECTORY TERRAFORM_VERSION TERRAFORM_WORKSPACE,
# VARIABLES and SECRETS, whose values become input variables, and of the workflow PLAN_HASH (of the plan that people saw) and DESTROYS
# (how many things somebody agreed to lose).
# A saved plan holds secrets, so it stays in a folder that only we can read, and is gone as soon as it is applied.
# shellcheck disable=SC2154 # the steps set them

readonly TERRAFORM_LOCK_SECONDS=${TERRAFORM_LOCK_SECONDS:-300}

# What would change, out of `show -json`: the same plan is the same text, and no value that Terraform calls sensitive is in it.
# shellcheck disable=SC2016 # the variables are jq's
readonly TERRAFORM_CHANGES='
  def masked($marks):
    if $marks == true then "(sensitive)"
    elif type == "object" then with_entries(.key as $key | .value |= masked(($marks | objects[$key]) // false))
    elif type == "array" then [range(length) as $at | .[$at] | masked(($marks | arrays[$at]) // false)]
    else . end;
  def change: {
    actions, importing, unknown: .after_unknown,
    before: (.before_sensitive as $marks | .before | masked($marks)),
    after: (.after_sensitive as $marks | .after | masked($marks))
  };
  def verb:
    if (.actions | index("delete")) and (.actions | index("create")) then "replace"
    elif .actions == ["delete"] then "destroy"
    elif .actions | index("forget") then "forget"
    elif .actions == ["create"] then "create"
    elif .actions == ["update"] then "change"
    elif .importing then "import"
    elif .moved_from then "move"
    else "" end;
  { resources: [
      .resource_changes[]? | {address, deposed, moved_from: .previous_address} + (.change | change)
      | select(.actions != ["read"]) | . + {verb: verb} | select(.verb != "")
    ] | sort_by(.address, .deposed),
    outputs: [
      .output_changes // {} | to_entries[] | {name: .key} + (.value | change) | select(.actions != ["no-op"])
    ] | sort_by(.name) }'

# What people read of it, in the log or on a page: what is lost stands first.
# shellcheck disable=SC2016 # the variables are jq's
readonly TERRAFORM_WORDS='
  def plain: gsub("[[:cntrl:]]"; " ")
    | if $page then gsub("(?<sign>[\\\\`*_{}\\[\\]<>()#+!|~@&$])"; "\\\(.sign)") else . end;
  def bold: if $page then "**\(.)**" else . end;
  ["destroy", "replace", "forget", "create", "change", "import", "move"] as $verbs
  | .resources as $all
  | [$verbs[] as $verb | $all[] | select(.verb == $verb)] as $rows
  | [$verbs[] as $verb | {verb: $verb, count: ([$all[] | select(.verb == $verb)] | length)} | select(.count > 0)] as $counts
  | ($counts | if . == [] then "Nothing" else map("\(.count) to \(.verb)") | join(", ") | bold end)
    + (if .outputs == [] then "" else "; outputs that change: \(.outputs | map(.name | plain) | join(", "))" end),
    (if $page and $rows != [] then "", "| | |", "|---|---|" else empty end),
    ($rows[:500][]
      | (.verb | if IN("destroy", "replace") then bold else . end) as $verb
      | "\(.address | plain)\(if .deposed then " (left behind by an earlier replacement)" else "" end)" as $what
      | (if .moved_from then ", until now \(.moved_from | plain)" else "" end) as $before
      | if $page then "| \($verb) | \($what)\($before) |" else "  \($verb) \($what)\($before)" end),
    (if $rows[500:] == [] then empty else "", "And \($rows[500:] | length) more." end)'

terraform_home="" terraform_hash="" terraform_changes="" terraform_limit=()

# terraform_check: the tool, its version and the configuration, before anything else.
terraform_check() {
  local here
  if [[ $dry_run == true ]]; then
    would "check that $TERRAFORM_TOOL${TERRAFORM_VERSION:+ $TERRAFORM_VERSION} is here, and a configuration in $TERRAFORM_DIRECTORY"
    return
  fi
  command -v "$TERRAFORM_TOOL" >/dev/null || fail "this machine has no $TERRAFORM_TOOL; a \`version\` in the target sets it up"
  here=$("$TERRAFORM_TOOL" version -json | jq -er .terraform_version) || fail "$TERRAFORM_TOOL does not say its version"
  [[ -z $TERRAFORM_VERSION || $here. == "$TERRAFORM_VERSION."* ]] ||
    fail "this machine has $TERRAFORM_TOOL $here, and the pipeline wants $TERRAFORM_VERSION"
  [[ -d $RELEASE_DIR/$TERRAFORM_DIRECTORY ]] || fail "$RELEASE_ID has no folder $TERRAFORM_DIRECTORY, where its configuration should be"
}

# terraform_here ARGUMENT…: the tool in its folder, without GitHub's token, with the variables of the environment in small letters.
terraform_here() (
  cd "$RELEASE_DIR/$TERRAFORM_DIRECTORY" || exit
  unset GH_TOKEN GITHUB_TOKEN LC_ALL TF_WORKSPACE
  export TF_IN_AUTOMATION=1 TF_INPUT=0
  export TF_VAR_environment=$ENVIRONMENT TF_VAR_release_id=$RELEASE_ID TF_VAR_release_version=$VERSION TF_VAR_release_commit=$COMMIT
  for name in "${VARIABLES[@]}" "${SECRETS[@]}"; do
    [[ $name == TF_VAR_* ]] || export "TF_VAR_${name,,}=${!name-}"
  done
  exec "${terraform_limit[@]}" "$TERRAFORM_TOOL" "$@"
)

# terraform_open: providers and modules as the release's lock file names them, and the workspace, which has to be there.
terraform_open() {
  local readonly=()
  [[ ! -e $RELEASE_DIR/$TERRAFORM_DIRECTORY/.terraform.lock.hcl ]] || readonly=(-lockfile=readonly)
  terraform_says init -no-color "${readonly[@]}" || terraform_fails "could not be prepared"
  [[ -z $TERRAFORM_WORKSPACE ]] || terraform_says workspace select -no-color "$TERRAFORM_WORKSPACE" ||
    terraform_fails "has no workspace $TERRAFORM_WORKSPACE; make it once with: $TERRAFORM_TOOL workspace new $TERRAFORM_WORKSPACE"
}

# terraform_says ARGUMENT…: keeps what it prints to ourselves, since a plan prints values. What it complains of is left in a file.
terraform_says() { terraform_here "$@" </dev/null >"$terraform_home/said" 2>"$terraform_home/complaint"; }

# terraform_fails WHAT: shows what the tool complains of, and who holds the lock if that is all.
terraform_fails() {
  local line lock who since
  while IFS= read -r line; do say "  $line"; done <"$terraform_home/complaint"
  lock=$(terraform_lock ID)
  who=$(terraform_lock Who)
  since=$(terraform_lock Created)
  terraform_forget
  [[ -z $lock ]] || fail "the state of $TERRAFORM_DIRECTORY is locked by $who since ${since%%.*}, and $TERRAFORM_LOCK_SECONDS seconds did not help; start again when that is done, or, if nobody is at work there any more: $TERRAFORM_TOOL force-unlock -force $lock"
  fail "$TERRAFORM_DIRECTORY $1"
}
terraform_lock() { sed -nE "s/^.*[[:space:]]$1: +//p" "$terraform_home/complaint" | tail -n 1; }

# terraform_forget: the plan holds secrets.
terraform_forget() {
  [[ -z $terraform_home ]] || rm -rf "$terraform_home"
  terraform_home=""
}

# terraform_make OPTION…: a new plan, in terraform_home; what it would change, in terraform_changes; and terraform_hash.
terraform_make() {
  local code=0
  terraform_home=$RELEASE_DIR/$TERRAFORM_DIRECTORY/.terraform/deployment
  rm -rf "$terraform_home" # one that was killed left it
  mkdir -p "${terraform_home%/*}"
  mkdir -m 700 "$terraform_home"
  terraform_open
  terraform_says plan -no-color -detailed-exitcode -out "$terraform_home/plan" "$@" || code=$?
  ((code == 0 || code == 2)) || terraform_fails "could not be planned"
  terraform_changes=$(terraform_here show -json "$terraform_home/plan" 2>"$terraform_home/complaint" | jq -cS "$TERRAFORM_CHANGES") ||
    terraform_fails "has a plan that cannot be read"
  terraform_hash=$(printf '%s' "$terraform_changes" | sha256sum) || fail "the plan has no hash"
  terraform_hash=${terraform_hash%% *}
}

# terraform_show TITLE: the plan on the run's page and in the log: what happens to what, and no value.
terraform_show() {
  local words line
  words=$(jq -r --argjson page true "$TERRAFORM_WORDS" <<<"$terraform_changes") || fail "the plan cannot be shown"
  printf '### %s\n\n%s\n\n' "$(plain "$1")" "$words" >>"${GITHUB_STEP_SUMMARY:-/dev/null}"
  words=$(jq -r --argjson page false "$TERRAFORM_WORDS" <<<"$terraform_changes") || fail "the plan cannot be shown"
  say "$1:"
  while IFS= read -r line; do say "  $line"; done <<<"$words"
}

terraform_is_empty() { [[ $terraform_changes == '{"outputs":[],"resources":[]}' ]]; }

# terraform_lost: what would be destroyed, one address a line; what is replaced counts.
terraform_lost() { jq -r '.resources[] | select(.verb | IN("destroy", "replace")) | .address' <<<"$terraform_changes"; }

# terraform_goes_back: to what people saw once; in a rehearsal, and on again.
terraform_goes_back() { [[ $returning == true || ${SOURCE:-} == rehearsal ]]; }

# terraform_agree: nothing is destroyed that nobody agreed to lose. On a way back its reason is the agreement.
terraform_agree() {
  local lost agreed=${DESTROYS:-} how
  mapfile -t lost < <(terraform_lost)
  ((${#lost[@]} > 0)) || return 0
  if terraform_goes_back; then
    warn "the way back destroys ${#lost[@]}: $(list "${lost[@]:0:20}"); its reason: ${REASON:-none was given}"
    return
  fi
  # A push has nobody to ask: whoever wrote the commit says it there.
  if [[ ${SOURCE:-} == push ]]; then
    agreed=$(git -C "$RELEASE_DIR" log -1 --format=%B "$COMMIT" | sed -nE 's/^Destroys: ([0-9]+)$/\1/p' | tail -n 1) || agreed=""
    how="push a commit whose message has the line: Destroys: ${#lost[@]}"
  elif [[ ${GITHUB_ACTIONS:-} == true ]]; then
    how="$(start_anew) -f destroys=${#lost[@]}"
  else
    how="DESTROYS=${#lost[@]} $0"
  fi
  if [[ $agreed == "${#lost[@]}" ]]; then
    warn "this destroys ${#lost[@]}, as somebody agreed: $(list "${lost[@]:0:20}")"
    return
  fi
  terraform_forget
  fail "this destroys ${#lost[@]}: $(list "${lost[@]:0:20}"). ${agreed:+Agreed to were $agreed. }If that is meant, $how"
}

# terraform_plan: before people decide. Whoever runs it may only read, so it does not take the lock: the deployment plans again under it.
terraform_plan() {
  if [[ $dry_run == true ]]; then
    would "plan $TERRAFORM_DIRECTORY and show what changes"
    return
  fi
  terraform_make -lock=false
  terraform_forget_plan
  terraform_show "What $RELEASE_ID changes in $ENVIRONMENT ($TERRAFORM_DIRECTORY)"
  terraform_agree
  terraform_forget
  output plan "$terraform_hash"
}
terraform_forget_plan() { rm -f "$terraform_home/plan" "$terraform_home/said"; }

# terraform_plan_again: under the lock, and it has to be the plan that people saw. Nothing has changed yet when it is not.
terraform_plan_again() {
  if [[ $dry_run == true ]]; then
    would "plan $TERRAFORM_DIRECTORY again, and go on only if it is what people saw"
    return
  fi
  terraform_make -lock-timeout "${TERRAFORM_LOCK_SECONDS}s"
  if terraform_is_empty; then
    say "Nothing is left to change in $TERRAFORM_DIRECTORY"
  elif [[ ${GITHUB_ACTIONS:-} != true ]] || terraform_goes_back; then
    terraform_show "What $RELEASE_ID changes in $ENVIRONMENT ($TERRAFORM_DIRECTORY)"
    terraform_agree
  elif [[ $terraform_hash != "${PLAN_HASH:-}" ]]; then
    terraform_show "What $RELEASE_ID would change in $ENVIRONMENT by now ($TERRAFORM_DIRECTORY)"
    terraform_forget
    [[ -n ${PLAN_HASH:-} ]] || fail "nobody saw this plan before it was to be applied; $(start_anew)"
    fail "this is not the plan that people saw: something changed in $ENVIRONMENT since then; $(start_anew)"
  fi
}

# terraform_apply: exactly the plan that was made, made now if it was not.
terraform_apply() {
  local code=0 why
  if [[ $dry_run == true ]]; then
    would "apply that plan"
    return
  fi
  if [[ -z $terraform_home ]]; then
    terraform_check
    terraform_plan_again
  fi
  if ! terraform_is_empty; then
    require_time
    # When the time is up, it is asked to finish what is under way and to write the state.
    terraform_limit=(timeout --signal INT "$(seconds_left)")
    # Behind its work it prints outputs, which have values.
    terraform_here apply -no-color -lock-timeout "${TERRAFORM_LOCK_SECONDS}s" "$terraform_home/plan" </dev/null \
      2>"$terraform_home/complaint" | sed -e '/^Outputs:$/,$d' -e 's/^/  /' >&2 || code=$?
    terraform_limit=()
    if ((code != 0)); then
      why="could not be applied; what was done before that stands in the state, and the next plan says what is left"
      ! grep -q 'Saved plan is stale' "$terraform_home/complaint" || why="was changed by somebody since it was planned; nothing was done"
      ((code != 124)) || why="was not applied in time; what is left stands in the next plan"
      terraform_fails "$why"
    fi
  fi
  terraform_forget
}

# terraform_switch PERCENT: the team's own command moves the traffic. On a way back nothing is watched, and all of it moves at once.
terraform_switch() {
  [[ $returning == false || $1 == @(0|100) ]] || return 0
  step "Send $1 percent of the traffic to the new one"
  export WEIGHT=$1
  run "$TERRAFORM_SWITCH"
}

# terraform_watch SECONDS: before more of the traffic follows.
terraform_watch() {
  [[ $returning == false ]] || return 0
  if declare -F watch_for >/dev/null; then watch_for "$1"; else pause "$1"; fi
}
