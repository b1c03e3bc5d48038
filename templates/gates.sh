#!/usr/bin/env bash
# What the ways of this pipeline ask for beside people, and whether it holds.
# Source it; it does nothing by itself.

source @{ hours }
#% if rehearsals

readonly REHEARSE_WORKFLOW=@{ rehearse_workflow }
#% endif

# rules_of WAY: what it asks for beside people, one rule a line.
rules_of() {
  case $1 in
    #% for way in ways
    @{ way.name })
      drawn=@{ way.words }
      #% for rule in way.rules
      @{ rule.verb }@{% for word in rule.words %}@ @{ word }@{% endfor %}@

      #% endfor
      ;;
    #% endfor
    *) ;;
  esac
}

# override_of WAY: the same way with windows and freezes lifted, and the teams that have to agree to that. None: fails.
override_of() {
  case $1 in
    #% for way in ways
    #% if way.lifted
    @{ way.name }) echo @{ way.lifted } @{ way.lifted_by } ;;
    #% endif
    #% endfor
    *) return 1 ;;
  esac
}

# confirmed_on WAY: what people confirm by approving, one item a line; a machine has ticked those with an x.
confirmed_on() {
  case $1 in
    #% for way in ways
    #% if way.items
    @{ way.name })
      #% for item in way.items
      printf '%s\n' @{ item }
      #% endfor
      ;;
    #% endif
    #% endfor
    *) ;;
  esac
}

# ---- the rules -------------------------------------------------------------------------------------------------------
# A rule that does not hold puts a sentence into `blocked`. Those about the clock are only noted, because each depends on the wait, and
# all of them together on one instant.

drawn="" blocked=() lifted=() windows=() places=()
instant=0 ready=0 delay=0

# must_have_passed ENVIRONMENT
must_have_passed() {
  local record withdrawal=""
  record=$(records_of "$1" | jq -c --arg release "${RELEASE_ID:-}" 'select(.id == $release)' | newest success) || exit 1
  [[ -z $record ]] || withdrawal=$(withdrawal_of "$RELEASE_ID" "$1") || exit 1
  if [[ -z $record ]]; then
    blocked+=("$(this_release) was not deployed to $1 and verified there; let it pass $1 first")
  elif [[ -n $withdrawal ]]; then
    blocked+=("$RELEASE_ID was withdrawn from $1 ($(shown "$(field reason "$withdrawal")")); take another release")
  fi
}

# must_have_soaked SECONDS ENVIRONMENT [WORKFLOW]: it runs there, as the newest, for so long; and for so long no probe of it has failed.
must_have_soaked() {
  local record over since failed="" past="run in $2"
  if ! record=$(running_in "$2"); then
    blocked+=("$record")
  elif [[ $(field id "$record") != "${RELEASE_ID:-}" ]]; then
    blocked+=("$(field id "$record") runs in $2, not $(this_release), which therefore cannot have soaked there for $(duration "$1")")
  else
    since=$(jq -r '.since | fromdate' <<<"$record") || exit 1
    [[ -z ${3:-} ]] || failed=$(last_failure_of "$3") || exit 1
    if [[ -n $failed ]] && ((failed > since)); then
      since=$failed past="been well in $2 since a probe failed on $(wall_clock "$failed"),"
    fi
    over=$((since + $1))
    ((over <= ready)) || ready=$over
    ((over <= instant)) || blocked+=("$RELEASE_ID has $past for $(duration $((instant - since))) of the $(duration "$1") that it has to soak there; it has from $(wall_clock "$over") on")
  fi
}
#% if probes

# last_failure_of WORKFLOW: when a run of it on the default branch failed last; nothing if none did.
last_failure_of() {
  ask GET "$API/$(repo)/actions/workflows/$(uri "$1")/runs?branch=$(uri "$DEFAULT_BRANCH")&status=failure&per_page=1" || return 1
  # shellcheck disable=SC2154 # the library leaves it
  jq -r 'first(.workflow_runs[]) | .run_started_at | fromdate' <<<"$reply_body"
}
#% endif
#% if rehearsals

# must_be_rehearsed SECONDS ENVIRONMENT PLACE
must_be_rehearsed() {
  local record since
  record=$(records_of "$3" | jq -c --arg environment "$2" 'select(.rehearses == $environment)' | newest success) || exit 1
  if [[ -z $record ]]; then
    blocked+=("the way into $2 was never rehearsed in $3: gh workflow run $REHEARSE_WORKFLOW -f environment=$2")
    return 0
  fi
  since=$(jq -r '.since | fromdate' <<<"$record") || exit 1
  ((instant - since <= $1)) || blocked+=("the way into $2 was last rehearsed in $3 on $(wall_clock "$since"), and that counts for $(duration "$1"): gh workflow run $REHEARSE_WORKFLOW -f environment=$2")
}
#% endif

# must_have_no_issue LABEL: pull requests are issues to GitHub, and none to us.
must_have_no_issue() {
  local issues
  issues=$(github GET "$(repo)/issues?state=open&labels=$(uri "$1")&per_page=100") || exit 1
  issues=$(jq -r '[.[] | select(has("pull_request") | not) | "#\(.number)"] | join(", ")' <<<"$issues") || exit 1
  [[ -z $issues ]] || blocked+=("an issue with the label $(shown "$1") is open ($issues); close it, or take the label off, when it is mended")
}

# must_be_open WINDOW, must_be_thawed ENVIRONMENT, must_wait MINUTES: the clock's part, judged at the end.
must_be_open() { windows+=("$1"); }
must_be_thawed() { places+=("$1"); }
must_wait() { delay=$(($1 * 60)); }

# may_be_closed WINDOW, may_be_frozen ENVIRONMENT: lifted for this once, which is recorded.
may_be_closed() { window_is_open "$1" "$instant" || lifted+=("the window $1, which is closed until $(until_word "$(earliest "$instant" window_is_open "$1")")"); }
may_be_frozen() {
  local freeze
  ! freeze=$(frozen_by "$1" "$instant") || lifted+=("the freeze $(shown "$freeze")")
}

# is_time EPOCH: the clock lets a start through, now and when the wait is over.
is_time() {
  local name
  for name in "${windows[@]}"; do
    window_stays_open "$name" "$1" || return 1
  done
  for name in "${places[@]}"; do
    stays_thawed "$name" "$1" || return 1
  done
}
window_stays_open() { window_is_open "$1" "$2" && { ((delay == 0)) || window_is_open "$1" "$(($2 + delay))"; }; }
stays_thawed() { ! frozen_by "$1" "$2" >/dev/null && { ((delay == 0)) || ! frozen_by "$1" "$(($2 + delay))" >/dev/null; }; }

# judge_clock: what windows and freezes have against this instant.
judge_clock() {
  local name freeze until
  for name in "${windows[@]}"; do
    ! window_stays_open "$name" "$instant" || continue
    until=$(until_word "$(earliest "$instant" window_stays_open "$name")")
    if window_is_open "$name" "$instant"; then
      blocked+=("the window $name closes before the wait of $(duration "$delay") is over; started on $until it does not")
    else
      blocked+=("the window $name is closed; it opens on $until")
    fi
  done
  for name in "${places[@]}"; do
    ! stays_thawed "$name" "$instant" || continue
    until=$(until_word "$(earliest "$instant" stays_thawed "$name")")
    if freeze=$(frozen_by "$name" "$instant"); then
      blocked+=("$name is frozen: $freeze; it is open again on $until")
    else
      freeze=$(frozen_by "$name" $((instant + delay)))
      blocked+=("$name will be frozen before the wait of $(duration "$delay") is over: $freeze; it is open again on $until")
    fi
  done
}

# judge_rules WAY [no-wait]: fills in `blocked` and `lifted`.
judge_rules() {
  blocked=() lifted=() windows=() places=() delay=0
  instant=$(now)
  ready=$instant
  rules_of "$1"
  [[ ${2:-} != no-wait ]] || delay=0
  judge_clock
}

# require_rules WAY [no-wait]: says everything that is in the way, when it can pass at the earliest, and how to start again.
# Reads RELEASE_ID SOURCE TARGET REASON.
require_rules() {
  local reason passes
  require_clock
  judge_rules "$@"
  if ((${#lifted[@]} > 0)); then
    require_reason "${REASON:-}"
    for reason in "${lifted[@]}"; do
      warn "lifted for this once: $reason. Reason: $REASON"
      summary "**Lifted for this once:** $(plain "$reason"). Reason: $(plain "$REASON")"
    done
  fi
  ((${#blocked[@]} > 0)) || return 0
  summary "### $(plain "$(this_release)") may not go to ${TARGET:?} yet"
  for reason in "${blocked[@]}"; do
    annotate error "$reason"
    summary "- $(plain "$reason")"
  done
  passes=$(until_word "$(earliest "$ready" is_time)")
  if ((${#windows[@]} + ${#places[@]} > 0 || ready > instant)); then
    summary "The clock lets it through at the earliest on **$passes** ($TIME_ZONE)."
    passes="the clock lets it through at the earliest on $passes ($TIME_ZONE); "
  else
    passes=""
  fi
  if ((${#blocked[@]} == 1)); then reason="one rule does not hold"; else reason="${#blocked[@]} rules do not hold"; fi
  die "$drawn: $reason; $passes$(start_anew)$(override_words "$1")"
}

# override_words WAY: who could lift windows and freezes, if that would help.
override_words() {
  local lifting
  lifting=$(override_of "$1") && ! is_time "$instant" || return 0
  lifting=${lifting#* }
  printf ' (%s may lift windows and freezes for this once: add -f override=WHY)' "${lifting// / and }"
}

# choose_way FROM TO REASON: the way along this arrow; if a reason is given, the one with windows and freezes lifted.
choose_way() {
  local way lifted
  way=$(way_of "$1" "$2")
  if [[ -n $3 ]] && lifted=$(override_of "$way"); then
    require_reason "$3"
    way=${lifted%% *}
  fi
  printf '%s\n' "$way"
}

# this_release: how a sentence calls it; a tag may name one that was never built.
this_release() { printf '%s' "${RELEASE_ID:-the release of ${COMMIT:0:12}}"; }

# duration SECONDS: in the largest units that people would use.
duration() {
  local left=$1 unit words=()
  for unit in day:86400 hour:3600 minute:60; do
    ((left < ${unit#*:})) || words+=("$((left / ${unit#*:})) ${unit%:*}$( ((left / ${unit#*:} == 1)) || echo s)")
    left=$((left % ${unit#*:}))
    ((${#words[@]} < 2)) || break
  done
  if ((${#words[@]} == 0)); then printf 'less than a minute'; else printf '%s' "${words[*]}"; fi
}

# ---- waiting, confirming, saying no ----------------------------------------------------------------------------------

# require_waited ENVIRONMENT MINUTES: GitHub really held the run there. On a plan without timers it would not have.
require_waited() {
  local settings code=0 started left
  settings=$(MAY_BE_ABSENT=yes github GET "$(repo)/environments/$(uri "$1")") || code=$?
  ((code == 0 || code == 4)) || exit 1
  jq -e --argjson minutes "$2" 'any(.protection_rules[]?; .type == "wait_timer" and .wait_timer >= $minutes)' \
    <<<"${settings:-null}" >/dev/null ||
    die "$1 does not wait $2 minutes on GitHub: run \`gatewright apply\`, or set its wait timer from .github/environments/$1.json"
  started=$(github GET "$(repo)/actions/runs/${GITHUB_RUN_ID:?}" | jq -er '.run_started_at | fromdate') || exit 1
  left=$((started + $2 * 60 - $(now)))
  ((left <= 0)) || die "only $(duration $(($2 * 60 - left))) have passed of the wait of $2 minutes, so GitHub did not hold this run; $(start_anew)"
}

# require_confirmed APPROVERS TEAM LOGIN…: somebody of the team is among them, because it confirms a part of the checklist.
require_confirmed() {
  local login approvers=$1 team=$2
  shift 2
  for login in "$@"; do
    [[ " ${approvers,,} " != *" ${login,,} "* ]] || return 0
  done
  die "somebody of $team has to confirm a part of the checklist ($(list "$@")), and only $(list "$approvers") approved; $(start_anew)"
}

# tell_rejection LABEL TITLE: opens an issue if somebody said no; a run that failed otherwise opens none.
# Reads RELEASE_ID VERSION COMMIT TAG TARGET URL.
tell_rejection() {
  local reviews issue title
  reviews=$(github GET "$(repo)/actions/runs/${GITHUB_RUN_ID:?}/approvals" | jq -c '[.[] | select(.state == "rejected")]') || exit 1
  if [[ $reviews == '[]' ]]; then
    notice "nobody said no: this run failed otherwise, and no issue was opened"
    return 0
  fi
  title=$(filled_in "$2" "$TARGET" "${RELEASE_ID:-}" "${VERSION:-}" "${COMMIT:-}")
  issue=$(jq -c --arg about "$1" --arg title "$title" --arg release "$(this_release)" --arg target "${TARGET:?}" \
    --arg run "${GITHUB_SERVER_URL:-https://github.com}/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID" '
    def quoted: gsub("[[:cntrl:]]"; " ") | "`" + gsub("`"; "'"'"'") + "`";
    { title: (if $title == "" then "\($release) may not go to \($target)" else $title end),
      labels: [$about | select(. != "")],
      body: ("\($release) was not let through to \($target) in [this run](\($run)).\n\n"
        + ([.[] | "- \(.user.login // "somebody") said no at \([.environments[].name] | join(", "))"
          + if (.comment // "") == "" then "" else ": \(.comment | quoted)" end] | join("\n"))) }' <<<"$reviews") || exit 1
  issue=$(github POST "$(repo)/issues" "$issue") || exit 1
  notice "opened $(field html_url "$issue")"
}
#% if automatic

# ---- going on by itself ----------------------------------------------------------------------------------------------

# go_on RELEASE ENVIRONMENT: starts the promotions that start by themselves, as far as their rules let them: the schedule starts the
# others when they do. Reads COMMIT.
go_on() {
  local i to reason
  for ((i = 0; i < ${#AUTOMATIC[@]}; i += 2)); do
    to=${AUTOMATIC[i + 1]}
    [[ ${AUTOMATIC[i]} == "$2" ]] || continue
    RELEASE_ID=$1
    end_older "$1" "$2" "$to"
    judge_rules "$(way_of "$2" "$to")"
    for reason in "${blocked[@]}"; do notice "$1 waits before it goes on to $to: $reason"; done
    ((${#blocked[@]} > 0)) || promote "$1" "$2" "$to"
  done
}

# go_on_by_schedule: what waited for an hour, a soak or an issue goes on when it may; what people refused, or what failed, does not.
go_on_by_schedule() {
  local i from to record there runs release
  require_clock
  for ((i = 0; i < ${#AUTOMATIC[@]}; i += 2)); do
    from=${AUTOMATIC[i]} to=${AUTOMATIC[i + 1]}
    if ! record=$(running_in "$from"); then
      say "$from -> $to: $record"
      continue
    fi
    release=$(field id "$record")
    COMMIT=$(field commit "$record")
    there=$(records_of "$to" | newest in_progress success failure) || exit 1
    if [[ -n $there && ! $(field id "$there") < $release ]]; then
      say "$from -> $to: $(field id "$there") is there, so $release has nowhere to go"
      continue
    fi
    runs=$(promotions "$from" "$to") || exit 1
    if grep -qE "^[0-9]+ $release (completed (failure|cancelled|timed_out|startup_failure)|(queued|in_progress|waiting|pending|requested) )" <<<"$runs"; then
      say "$from -> $to: $release was started already"
      continue
    fi
    go_on "$release" "$from"
  done
}
#% endif
