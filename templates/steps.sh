#!/usr/bin/env bash
# What the scripts do their work with: phases and steps, what follows from a failure, and the way back.
# Source it; it does nothing by itself. The runner's time is in seconds.

# A step gets back the locale that it came with.
readonly CALLERS_LC_ALL=${LC_ALL:-}

source @{ lib }

phase="" title="" limit=0 directory="" optional=false given_up=false dry_run=false

# ---- before anything runs --------------------------------------------------------------------------------------------

# read_options WHAT-THE-SCRIPT-DOES "$@"
read_options() {
  local option
  for option in "${@:2}"; do
    case $option in
      --dry-run) dry_run=true ;;
      -h | --help)
        printf 'Usage: %s [--dry-run] [--help]\n\n%s\n--dry-run  prints the steps and changes nothing\n' "$0" "$1"
        exit 0
        ;;
      *) die "$(shown "$option") is not an option; there are --dry-run and --help" ;;
    esac
  done
}

# require_secret NAME: GitHub makes an unset secret an empty one.
require_secret() {
  [[ $dry_run == true || -n ${!1:-} ]] || die "the secret $1 is empty; set it where the deployment gets its secrets from"
}

# require_pipeline WORKFLOW: this environment is changed by its workflow. Elsewhere only in an emergency, which has a reason.
require_pipeline() {
  [[ $dry_run == false && ${GITHUB_ACTIONS:-} != true ]] || return 0
  [[ -n ${BREAK_GLASS:-} ]] ||
    die "${ENVIRONMENT:?} is deployed by $1, after its checks and approvals; in an emergency: BREAK_GLASS=\"why\" $0"
  warn "BREAKING GLASS: ${ENVIRONMENT:?} is deployed by hand, past every check and approval. Reason: $BREAK_GLASS"
}

# is_recorded: this runs in a workflow, which keeps records.
is_recorded() { [[ $dry_run == false && ${GITHUB_ACTIONS:-} == true ]]; }

# require_release NAME…: everything that the steps know of the release, and what else the workflow has to set; outside of the workflow
# what is here counts as a release.
require_release() {
  local name
  if is_recorded; then
    for name in RELEASE_ID VERSION COMMIT "$@" ARTIFACT_DIR RELEASE_DIR; do
      [[ -n ${!name:-} ]] || die "$name is empty: the workflow has to set it before ${ENVIRONMENT:?} is changed"
    done
    require_release_id "$RELEASE_ID"
    [[ -d $RELEASE_DIR ]] || die "there is no checkout of $RELEASE_ID in $RELEASE_DIR: the workflow has to make it first"
  else
    : "${RELEASE_ID:=local}" "${VERSION:=0.0.0-local}" "${COMMIT:=$(git rev-parse HEAD 2>/dev/null || printf unknown)}"
    : "${RELEASE_DIR:=$PWD}" "${ARTIFACT_DIR:=$PWD}" "${PREVIOUS_RELEASE_ID:=}"
    RECORD=""
  fi
  export RELEASE_ID VERSION COMMIT RELEASE_DIR ARTIFACT_DIR PREVIOUS_RELEASE_ID
}

# ---- phases and steps ------------------------------------------------------------------------------------------------

# begin_phase NAME: a group of its own in the log.
begin_phase() {
  end_phase
  phase=$1 title="" limit=0 directory="" optional=false given_up=false
  if [[ ${GITHUB_ACTIONS:-} == true ]]; then
    printf '::group::%s\n' "$phase"
  else
    printf '\n== %s\n' "$phase"
  fi
}
end_phase() {
  [[ -z $phase || ${GITHUB_ACTIONS:-} != true ]] || printf '::endgroup::\n'
}

# step TITLE: what the next lines belong to.
step() {
  title=$1 limit=0 directory="" optional=false given_up=false
  say "> $title" 2>&1
}

# within SECONDS: the whole step; more is a failure.
within() { limit=$((SECONDS + $1)); }

# inside DIRECTORY: where the step's commands run, seen from the release's checkout.
inside() { directory=$1; }

# may_fail: the step only warns, and what is left of it is skipped.
may_fail() { optional=true; }

# would TEXT: what a dry run leaves out.
would() { printf '  would %s\n' "${1//$'\n'/$'\n'        }"; }

# run COMMAND: in a shell of its own, in the release's checkout, without GitHub's token.
run() {
  local code=0 left timeout=() why
  [[ $given_up == false ]] || return 0
  if [[ $dry_run == true ]]; then
    would "run: $1"
    return 0
  fi
  left=$(time_for_step)
  ((left == 0)) || timeout=(timeout --kill-after 10 "$left")
  (
    cd "$RELEASE_DIR/$directory" || exit
    unset GH_TOKEN GITHUB_TOKEN LC_ALL
    [[ -z $CALLERS_LC_ALL ]] || export LC_ALL=$CALLERS_LC_ALL
    exec "${timeout[@]}" bash -euo pipefail -c "$1"
  ) || code=$?
  ((code != 0)) || return 0
  why="exit code $code"
  [[ $left == 0 || $code != @(124|137) ]] || why="took too long"
  if [[ $optional == true && $(seconds_left) != 0 ]]; then
    given_up=true
    warn "the optional step $(shown "$title") of phase $phase failed ($why); going on without it"
    return 0
  fi
  ((limit > 0 && limit <= SECONDS)) || require_time
  fail "$why"
}

# time_for_step: how many seconds a command may take; 0 for as long as it likes.
time_for_step() {
  local end=$ends
  ((limit == 0 || end > 0 && end < limit)) || end=$limit
  ((end > 0)) || end=$SECONDS
  printf '%s' "$((end > SECONDS ? end - SECONDS : limit + ends > 0 ? 1 : 0))"
}

# ---- time ------------------------------------------------------------------------------------------------------------

# When all has to be over; 0 for never.
ends=0

# seconds_left: a long time where nothing has to end.
seconds_left() { printf '%s' "$((ends == 0 ? 86400 : ends > SECONDS ? ends - SECONDS : 0))"; }

require_time() {
  (($(seconds_left) > 0)) || fail_as timeout "took longer than it may in all"
}

# pause SECONDS
pause() {
  local left
  if [[ $dry_run == true ]]; then
    would "wait $1 seconds"
    return 0
  fi
  left=$(seconds_left)
  sleep "$(($1 < left ? $1 : left))"
  require_time
}

# ---- a deployment ----------------------------------------------------------------------------------------------------

# Whether something may have changed already; what failed, which is a phase or what a target noticed; and whether anybody can tell.
changed=false failure="" told="" is_clear=true
ROLLBACK_SCRIPT="" ROLLBACK_WORKFLOW="" ROLLBACK_AFTER=()

# roll_back_by SCRIPT WORKFLOW FAILURE…: the failures after which the script is run, and how people run it.
roll_back_by() { ROLLBACK_SCRIPT=$1 ROLLBACK_WORKFLOW=$2 ROLLBACK_AFTER=("${@:3}"); }

# fail WHY: the present phase failed, and with it all.
fail() { fail_as "$phase" "$1"; }

# fail_as WHAT WHY: what failed is no phase: timeout, crash-loop, liveness.
fail_as() {
  failure=$1
  told="phase $phase${title:+: $title} ($2)"
  end_phase
  annotate error "failed in $told"
  exit 1
}

# cannot_tell WHY: it may be well or not, so nothing is taken back by itself.
cannot_tell() {
  is_clear=false
  fail_as "$phase" "nobody can tell whether it is well: $1"
}

# start_deployment SECONDS: knows everything that the steps need before the first of them runs.
start_deployment() {
  require_release SOURCE RECORD
  if is_recorded; then
    [[ -n ${PREVIOUS_RELEASE_ID+known} ]] || PREVIOUS_RELEASE_ID=$(previous_release "$RELEASE_ID" "${ENVIRONMENT:?}") || exit 1
    export PREVIOUS_RELEASE_ID
  fi
  ends=$((SECONDS + $1))
  trap 'end_deployment $?' EXIT
  trap 'interrupt 130' INT
  trap 'interrupt 143' TERM
  say "Deploying $RELEASE_ID ($VERSION, ${COMMIT:0:12}) to $ENVIRONMENT"
}

# begin_change NAME: a phase from which on the record says that things change.
begin_change() {
  if [[ $changed == false && -n $RECORD ]]; then
    yield_to_rollback "$ENVIRONMENT" "$RECORD"
    record_state "$RECORD" in_progress "deploying $RELEASE_ID" || exit 1
  fi
  changed=true
  begin_phase "$1"
}

# interrupt CODE: somebody ended the run, who has seconds to wait: too few for a way back.
interrupt() {
  is_clear=false
  told="phase ${phase:-start}${title:+: $title} (interrupted)"
  exit "$1"
}

# end_deployment CODE: what follows from a failure.
end_deployment() {
  local code=$1
  trap - EXIT
  trap '' INT TERM
  [[ -n $told ]] || told="phase ${phase:-start}${title:+: $title} (exit code $code)"
  if [[ $changed == false ]]; then
    [[ -z $RECORD ]] || record_state "$RECORD" error "failed in $told, before anything changed" || true # the end of the run says the same
    exit "$code"
  fi
  summary "**$ENVIRONMENT**: the deployment of **$RELEASE_ID** ($VERSION) failed in $(plain "$told")."
  if [[ $is_clear == true && " ${ROLLBACK_AFTER[*]} " == *" ${failure:-$phase} "* ]]; then
    if [[ -n $PREVIOUS_RELEASE_ID ]]; then
      roll_back
      exit "$code"
    fi
    annotate error "no other release was good in $ENVIRONMENT, so there is no way back: it needs a person now"
  elif [[ -n $ROLLBACK_SCRIPT ]]; then
    annotate error "nothing was taken back by itself, and $ENVIRONMENT needs a person now: look at it, then $(back_by_hand)"
  fi
  [[ -z $RECORD ]] || record_state "$RECORD" failure "failed in $told" || true # the end of the run says the same
  exit "$code"
}

# back_by_hand: how a person takes a release back.
back_by_hand() {
  if is_recorded; then
    dispatch_command "$ROLLBACK_WORKFLOW" "environment=$ENVIRONMENT" "reason=$RELEASE_ID failed in $told"
  else
    printf 'run %s' "$ROLLBACK_SCRIPT"
  fi
}

# roll_back: once, by the script that people use too. The release before is here already, and it was approved for this place.
roll_back() {
  warn "Rolling $ENVIRONMENT back to $PREVIOUS_RELEASE_ID"
  # It says itself what came of it, and the deployment has failed either way.
  env "RELEASE_ID=$PREVIOUS_RELEASE_ID" "VERSION=${PREVIOUS_VERSION:-}" "COMMIT=${PREVIOUS_COMMIT:-}" "DIGEST=${PREVIOUS_DIGEST:-}" \
    "RELEASE_DIR=${PREVIOUS_RELEASE_DIR:-$RELEASE_DIR}" "ARTIFACT_DIR=${PREVIOUS_ARTIFACT_DIR:-$ARTIFACT_DIR}" \
    "WITHDRAWS=$RELEASE_ID" "WITHDRAWS_VERSION=$VERSION" "WITHDRAWS_COMMIT=$COMMIT" "REASON=$RELEASE_ID failed in $told" "FAILED_RECORD=$RECORD" RECORD= "./$ROLLBACK_SCRIPT" || true
}

# finish_deployment: says that it runs.
finish_deployment() {
  trap - EXIT INT TERM
  end_phase
  if [[ $dry_run == true ]]; then
    say "Dry run: nothing was changed"
    return 0
  fi
  if [[ -n $RECORD ]]; then
    record_state "$RECORD" success "$RELEASE_ID $VERSION from $SOURCE" ||
      die "$RELEASE_ID runs in $ENVIRONMENT, but its record could not be closed; deploy it again when GitHub answers"
  fi
  say "$RELEASE_ID ($VERSION) runs in $ENVIRONMENT"
  summary "**$ENVIRONMENT** runs **$RELEASE_ID** ($VERSION, ${COMMIT:0:12})${PREVIOUS_RELEASE_ID:+; before: $PREVIOUS_RELEASE_ID}."
  [[ -z ${BREAK_GLASS:-} || -n $RECORD ]] || warn "nobody but you knows what runs in $ENVIRONMENT now: record it with $ADOPT_WORKFLOW"
}

# ---- the way back ----------------------------------------------------------------------------------------------------

# Whether this takes a release back: then nothing is watched on the way, and the traffic moves at once.
# shellcheck disable=SC2034 # the libraries read it
returning=false way_taken=""

# What people learn of a rollback: issues as label and title, channels as kind, secret and the name of it.
ROLLBACK_ISSUES=() ROLLBACK_CHANNELS=()

# start_rollback SECONDS: RELEASE_ID is where it goes back to, WITHDRAWS what it leaves, REASON why.
start_rollback() {
  # shellcheck disable=SC2034 # the libraries read it
  returning=true
  require_release WITHDRAWS DIGEST
  WITHDRAWS=${WITHDRAWS:-} REASON=${REASON:-${BREAK_GLASS:-}}
  if is_recorded; then
    require_reason "$REASON"
    if [[ -n ${FAILED_RECORD:-} ]]; then
      # First the record of the way back, so that nobody finds the place free in between.
      if RECORD=$(SOURCE=$ENVIRONMENT create_record "$ENVIRONMENT") && record_state "$RECORD" in_progress "back to $RELEASE_ID"; then
        record_state "$FAILED_RECORD" failure "$REASON" || true # the end of the run says the same
      else
        # Users first: the record of the deployment stays open until the run is over, and then says that nobody knows.
        RECORD=""
        warn "GitHub keeps no record of this rollback: roll $ENVIRONMENT back once more when it answers"
      fi
    else
      [[ -n ${RECORD:-} ]] || die "RECORD is empty: the workflow has to take its turn before $ENVIRONMENT is changed"
      record_state "$RECORD" in_progress "back to $RELEASE_ID" || exit 1
    fi
  fi
  ends=$((SECONDS + $1))
  trap 'end_rollback $?' EXIT
  say "Taking $ENVIRONMENT back to $RELEASE_ID${WITHDRAWS:+, away from $WITHDRAWS}"
}

# way_back NAME FUNCTION [WORD…]: the next way, if none was taken. One that cannot be taken says why and returns 3.
way_back() {
  local code
  [[ -z $way_taken ]] || return 0
  end_phase
  phase=""
  if [[ $1 == revert && ${SOURCE:-} == rehearsal ]]; then
    say "A rehearsal reverts nothing: the branch is everybody's"
    return 0
  fi
  say "Back by $1"
  # Not as a condition, in which a failure inside would count for nothing.
  set +e
  (
    set -e
    "${@:2}"
  )
  code=$?
  set -e
  case $code in
    0) [[ $dry_run == true ]] || way_taken=$1 ;;
    3) ;;
    *) warn "the way back by $1 failed" ;;
  esac
}

# finish_rollback: says what runs there again.
finish_rollback() {
  end_phase
  if [[ $dry_run == true ]]; then
    trap - EXIT
    say "Dry run: nothing was changed"
    return 0
  fi
  [[ -n $way_taken ]] || {
    phase=""
    die "no way back worked: $ENVIRONMENT needs a person now"
  }
  trap - EXIT
  if [[ -n $RECORD ]]; then
    record_state "$RECORD" success "back to $RELEASE_ID by $way_taken" ||
      die "$RELEASE_ID runs in $ENVIRONMENT again, but its record could not be closed; roll back once more when GitHub answers"
  fi
  say "$ENVIRONMENT is back at $RELEASE_ID by $way_taken"
  summary "**$ENVIRONMENT** is back at **$RELEASE_ID** (by $way_taken)${WITHDRAWS:+; $WITHDRAWS was withdrawn}. $(plain "$REASON")"
  tell_rollback "$ENVIRONMENT is back at $RELEASE_ID"
}

# end_rollback CODE: it did not work, and people have to know that most of all.
end_rollback() {
  local code=$1
  trap - EXIT
  end_phase
  [[ -z $RECORD ]] || record_state "$RECORD" failure "the rollback to $RELEASE_ID failed" || true # the end of the run says the same
  summary "**$ENVIRONMENT needs a person now**: the rollback to $RELEASE_ID failed. $(plain "$REASON")"
  [[ $dry_run == true ]] || tell_rollback "$ENVIRONMENT needs a person now: the rollback to $RELEASE_ID failed"
  exit "$code"
}

# tell_rollback TEXT: nothing here may undo what was achieved, so what goes wrong is only said. A rehearsal is no news to anybody.
tell_rollback() {
  local i link text
  [[ ${SOURCE:-} != rehearsal ]] || return 0
  link="${GITHUB_SERVER_URL:-https://github.com}/${GITHUB_REPOSITORY:-}/actions/runs/${GITHUB_RUN_ID:-}"
  text="$1. $REASON"
  for ((i = 0; i < ${#ROLLBACK_CHANNELS[@]}; i += 3)); do
    tell "${ROLLBACK_CHANNELS[i]}" "${ROLLBACK_CHANNELS[i + 1]}" "$text $link" ||
      warn "${ROLLBACK_CHANNELS[i + 2]} could not be told: $1"
  done
  [[ -n $RECORD ]] || return 0
  for ((i = 0; i < ${#ROLLBACK_ISSUES[@]}; i += 2)); do
    open_issue "${ROLLBACK_ISSUES[i]}" "${ROLLBACK_ISSUES[i + 1]:-$1}" "$text"$'\n\n'"$link" || warn "no issue could be opened: $1"
  done
}

# tell KIND SECRET TEXT: one message to a channel, whose address is a secret and so no argument.
tell() {
  local body
  [[ -n ${!2:-} ]] || return 1
  body=$(jq -cn --arg text "${3//[[:cntrl:]]/ }" '{text: $text}')
  curl --silent --fail --output /dev/null --max-time 20 --retry 3 --header 'Content-Type: application/json' \
    --config <(printf 'url = "%s"\n' "${!2//[\"\\[:cntrl:]]/}") --data-raw "$body"
}

# open_issue LABEL TITLE TEXT
open_issue() {
  local issue title
  title=$(filled_in "$2" "$ENVIRONMENT" "${WITHDRAWS:-}" "${WITHDRAWS_VERSION:-}" "${WITHDRAWS_COMMIT:-}")
  issue=$(jq -cn --arg about "$1" --arg title "$title" --arg text "$3" \
    '{title: ($title | gsub("[[:cntrl:]]"; " ")), labels: [$about | select(. != "")], body: $text}') || return 1
  issue=$(github POST "$(repo)/issues" "$issue") || return 1
  notice "opened $(field html_url "$issue")"
}

# ---- the way back of the data ----------------------------------------------------------------------------------------

data_wanted="" data_agreed=""

# read_data_options "$@"
read_data_options() {
  local option
  for option in "$@"; do
    case $option in
      --dry-run) dry_run=true ;;
      --migration | --restore) data_wanted+=" ${option#--}" ;;
      --yes=*) data_agreed=${option#--yes=} ;;
      -h | --help)
        printf 'Usage: %s [--migration] [--restore] [--yes=ENVIRONMENT] [--dry-run] [--help]\n\n' "$0"
        printf 'Takes the data of %s back. What was written since is lost, so it asks for the name of the environment.\n' "$ENVIRONMENT"
        printf -- '--migration  takes the last migration back\n--restore    restores a backup\n'
        printf -- '--yes=%s  answers the question\n--dry-run    prints the steps and changes nothing\n' "$ENVIRONMENT"
        exit 0
        ;;
      *) die "$(shown "$option") is not an option; there are --migration, --restore, --yes=$ENVIRONMENT, --dry-run and --help" ;;
    esac
  done
  [[ -n $data_wanted ]] || die "say what to take back: --migration or --restore; $0 --help says more"
}

# is_asked_for WHAT
is_asked_for() { [[ " $data_wanted " == *" $1 "* ]]; }

# start_data_rollback: nobody does this by accident.
start_data_rollback() {
  require_release
  if [[ $dry_run == false && -z $data_agreed ]]; then
    [[ -t 0 ]] || die "this changes data for good, and nobody is here to be asked; --yes=$ENVIRONMENT answers"
    read -r -p "What was written to $ENVIRONMENT since will be lost. Type $ENVIRONMENT to go on: " data_agreed
  fi
  [[ $dry_run == true || $data_agreed == "$ENVIRONMENT" ]] || die "$(shown "$data_agreed") is not $ENVIRONMENT; nothing was changed"
  [[ $dry_run == true ]] || warn "Taking the data of $ENVIRONMENT back:$data_wanted"
}

finish_data_rollback() {
  end_phase
  say "$([[ $dry_run == true ]] && echo "Dry run: nothing was changed" || echo "The data of $ENVIRONMENT went back:$data_wanted")"
}

# ---- checks and builds -----------------------------------------------------------------------------------------------

# start_check: the steps run here, on what is in the working directory, and nobody records anything.
start_check() {
  RECORD="" RELEASE_DIR=$PWD
  export ARTIFACT_DIR=$PWD
}

# start_release_check: the steps run in a checkout of the release, with what was built beside it, and nobody records anything.
start_release_check() {
  : "${RELEASE_ID:=local}" "${VERSION:=0.0.0-local}" "${COMMIT:=unknown}" "${RELEASE_DIR:=$PWD}" "${ARTIFACT_DIR:=$PWD}"
  RECORD=""
  export RELEASE_ID VERSION COMMIT RELEASE_DIR ARTIFACT_DIR PREVIOUS_RELEASE_ID=${PREVIOUS_RELEASE_ID:-}
}

finish_check() {
  end_phase
  say "$([[ $dry_run == true ]] && echo "Dry run: nothing was run" || echo "Everything passed")"
}

# start_build: the release's checkout is at RELEASE_DIR, and GitHub's token is not here.
start_build() {
  RECORD="" RELEASE_DIR=${RELEASE_DIR:-$PWD}
  export RELEASE_DIR VERSION=${VERSION:-0.0.0-local} COMMIT=${COMMIT:-}
}

# finish_build GLOB…: packs what was built into ARCHIVE, and says its digest.
# shellcheck disable=SC2120 # a release that is its commit has none
finish_build() {
  local archive=${ARCHIVE:-$RELEASE_DIR/release.tar.gz} digest
  end_phase
  if [[ $dry_run == true ]]; then
    say "Dry run: nothing was built"
    return 0
  fi
  pack "$RELEASE_DIR" "$archive" "$@"
  digest=$(digest_of "$archive") || exit 1
  output digest "$digest"
}
