#!/usr/bin/env bash
# shellcheck disable=SC2153,SC2154 # the deploy script, the steps and verify.sh say the rest
# How it is found out that a release stays well: numbers, limits, and looking on for a while.
# Source it behind verify.sh; it does nothing by itself. The deploy script says what is looked at:
#   METRICS         name, `run` or `url`, what
#   LIMITS          name, quantile or nothing, side (below, above, within, failing), number, unit
#   MONITOR_EVERY   seconds between two looks
#   LOOK_TOO        the target's function that looks at what runs, and fails by itself

METRICS=() LIMITS=() MONITOR_EVERY=15 BASELINE_EVERY=5 LOOK_TOO=""

# Of the last five looks at a limit, three that pass it are a failure: one is an accident, and what comes and goes is none.
readonly LIMIT_LOOKS=5 LIMIT_MOST=3

# ---- numbers ---------------------------------------------------------------------------------------------------------

readonly NUMBER_PATTERN='^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,3})?$'

# number="" why="": what read_metric found, or why it found nothing.
number="" why=""

# read_metric NAME QUANTILE: a command prints the number and finds the quantile in $QUANTILE; an address answers it, or an object with one
# number for each quantile.
read_metric() {
  local i
  number="" why="nothing says where it comes from"
  for ((i = 0; i < ${#METRICS[@]}; i += 3)); do
    [[ ${METRICS[i]} == "$1" ]] || continue
    if [[ ${METRICS[i + 1]} == run ]]; then
      read_from_command "$2" "${METRICS[i + 2]}"
    else
      read_from_address "$2" "${METRICS[i + 2]}"
    fi
    return 0
  done
}
read_from_command() {
  local code=0
  number=$(QUANTILE=$1 && export QUANTILE && try_command "$2") || code=$?
  case $code in
    0) require_number "its command prints" ;;
    124 | 137) why="its command takes more than $CHECK_SECONDS seconds" ;;
    126 | 127) why="its command is missing, or may not be run: $2" ;;
    *) why="its command fails with exit code $code" ;;
  esac
  ((code == 0)) || number=""
}
read_from_address() {
  local where=$2 code=0 failures=() puzzles=()
  [[ $2 != /* ]] || where=$(origin_of "${URLS[0]}")$2
  # The password is for the environment's own addresses.
  health_get "$where" --config <([[ $2 != /* ]] || health_password) || code=$?
  failures=("${ailing[@]}") puzzles=("${unclear[@]}") ailing=() unclear=()
  if health_answered "$where" "$code"; then
    number=$(jq -r --arg quantile "$1" 'if type == "object" then .[$quantile] else . end | numbers' <<<"$health_answer" 2>/dev/null) || number=""
    number=${number:-$health_answer}
    require_number "$where answers"
  else
    why=$(sentences "${ailing[@]}" "${unclear[@]}")
  fi
  ailing=("${failures[@]}") unclear=("${puzzles[@]}")
}

# require_number WHO-SAYS: what is in `number` is one, or nothing is.
require_number() {
  local text=$number
  number=${number#"${number%%[![:space:]]*}"} number=${number%"${number##*[![:space:]]}"}
  if [[ $number =~ $NUMBER_PATTERN ]]; then
    why=""
  else
    why="$1 $(shown "$text"), which is no number" number=""
  fi
}

# is_so NUMBER COMPARISON NUMBER: with fractions.
is_so() { LC_ALL=C awk -v one="$1" -v other="$3" "BEGIN { exit !(one + 0 $2 other + 0) }"; }

# ---- limits ----------------------------------------------------------------------------------------------------------

# name_of ROW: what a limit is about, as in the pipeline.
name_of() { printf '%s' "${LIMITS[$1]}${LIMITS[$1 + 1]:+ ${LIMITS[$1 + 1]}}"; }

# said_as NUMBER UNIT
said_as() { printf '%s' "$1${2:+ $2}"; }

# words_of ROW: the limit as a person would say it.
words_of() {
  local number=${LIMITS[$1 + 3]} unit=${LIMITS[$1 + 4]}
  case ${LIMITS[$1 + 2]} in
    within) printf 'within %s percent of the baseline of %s' "$number" "${baselines[$1]:-nothing}" ;;
    *) printf '%s %s' "${LIMITS[$1 + 2]}" "$(said_as "$number" "$unit")" ;;
  esac
}

# What was measured before anything changed, by the row of the limit.
baselines=()

# take_baseline: what the numbers are before anything changes; the middle one of three, because one may be an accident.
take_baseline() {
  local i look names=() measured=()
  for ((i = 0; i < ${#LIMITS[@]}; i += 5)); do
    [[ ${LIMITS[i + 2]} != within ]] || names+=("$(name_of "$i")")
  done
  ((${#names[@]} > 0)) || return 0
  if [[ $dry_run == true ]]; then
    would "measure $(list "${names[@]}"), to compare with afterwards"
    return 0
  fi
  if [[ -z ${PREVIOUS_RELEASE_ID:-} ]]; then
    notice "no release ran here before, so there is nothing to compare $(list "${names[@]}") with"
    return 0
  fi
  for look in 1 2 3; do
    ((look == 1)) || pause "$BASELINE_EVERY"
    for ((i = 0; i < ${#LIMITS[@]}; i += 5)); do
      [[ ${LIMITS[i + 2]} == within ]] || continue
      read_metric "${LIMITS[i]}" "${LIMITS[i + 1]}"
      [[ -n $number ]] || fail "there is no baseline of $(name_of "$i"), so nobody could say afterwards whether it got worse: $why"
      measured[i]+=$number$'\n'
    done
  done
  for i in "${!measured[@]}"; do
    baselines[i]=$(LC_ALL=C sort -g <<<"${measured[i]%$'\n'}" | sed -n 2p)
    say "Baseline of $(name_of "$i"): ${baselines[i]}"
  done
}

# direction_of ROW: of a comparison with the baseline: the other limits on the same number say whether more is worse, or less; else both are.
direction_of() {
  local i
  for ((i = 0; i < ${#LIMITS[@]}; i += 5)); do
    [[ ${LIMITS[i]}/${LIMITS[i + 1]} == "${LIMITS[$1]}/${LIMITS[$1 + 1]}" && ${LIMITS[i + 2]} == @(below|above) ]] || continue
    printf '%s' "${LIMITS[i + 2]}"
    return 0
  done
  printf both
}

# holds ROW NUMBER: the number keeps the limit. One that is equal to its limit passes it.
holds() {
  local limit=${LIMITS[$1 + 3]} base direction
  case ${LIMITS[$1 + 2]} in
    below) is_so "$2" '<' "$limit" ;;
    above) is_so "$2" '>' "$limit" ;;
    within)
      base=${baselines[$1]:-}
      [[ -n $base ]] || return 0
      direction=$(direction_of "$1")
      # Of nothing there is no part: then the other limit of this number decides.
      if [[ $direction != both ]] && is_so "$base" == 0; then return 0; fi
      LC_ALL=C awk -v number="$2" -v base="$base" -v part="$limit" -v direction="$direction" 'BEGIN {
        room = (base < 0 ? -base : base) * part / 100
        exit !((direction == "above" || number <= base + room) && (direction == "below" || number >= base - room)) }'
      ;;
  esac
}

# ---- watching --------------------------------------------------------------------------------------------------------

# watch_for SECONDS: between two steps of a switch, while both releases answer.
watch_for() { [[ ${returning:-false} == true ]] || watch_release "$1" mixed; }

# monitor SECONDS: the release alone.
monitor() { watch_release "$1" public; }

# What was seen so far of health, and of each number by the row of its limit: the last looks (`.` holds, `x` does not, `?` nobody knows), how
# many looks told something, how many of them were bad, the last number, and what was wrong or why there was no number.
declare -A marks told_of bad_of last_of why_of
looks=0 rows=()

# watch_release SECONDS PLACE: everything has to hold for the whole time.
watch_release() {
  local end=$((SECONDS + $1)) every=$MONITOR_EVERY next=$SECONDS extra=0 i
  marks=() told_of=() bad_of=() last_of=() why_of=() looks=0 rows=()
  ! has_health || rows+=(health)
  for ((i = 0; i < ${#LIMITS[@]}; i += 5)); do
    [[ ${LIMITS[i]} == health ]] || rows+=("$i")
  done
  if ((${#rows[@]} == 0)); then
    [[ $dry_run == true ]] || say "Waiting for $1 seconds; nothing says what to look at"
    pause "$1"
    return 0
  fi
  if [[ $dry_run == true ]]; then
    would "watch $(watched) for $1 seconds"
    return 0
  fi
  say "Watching $(watched) for $1 seconds"
  while true; do
    look "$2"
    judge_looks "$((($1 + every - 1) / every + 1))"
    if ((SECONDS >= end)); then
      # What is over its limit at the very end is looked at until it is clear what it is.
      is_undecided || break
      ((++extra < LIMIT_LOOKS)) || break
    fi
    next=$((next + every))
    ((SECONDS >= end || next <= end)) || next=$end
    ((next <= SECONDS)) || pause "$((next - SECONDS))"
  done
  judge_end
  say "Watched for $1 seconds, $looks looks: $(figures)"
}

# title_of ROW
title_of() {
  [[ $1 == health ]] || name_of "$1"
  [[ $1 != health ]] || printf health
}

# watched: what is looked at.
watched() {
  local row all="" name
  for row in "${rows[@]}"; do
    name=$(title_of "$row")
    [[ ", $all, " == *", $name, "* ]] || all+=${all:+, }$name
  done
  printf '%s' "$all"
}

# figures: what was seen last, for people.
figures() {
  local row seen="|" texts=()
  for row in "${rows[@]}"; do
    if [[ $row == health ]]; then
      texts+=("health bad in ${bad_of[health]:-0} of ${told_of[health]:-0}")
    elif [[ -n ${last_of[$row]:-} && $seen != *"|$(name_of "$row")|"* ]]; then
      seen+="$(name_of "$row")|"
      texts+=("$(name_of "$row") $(said_as "${last_of[$row]}" "${LIMITS[row + 4]}")")
    fi
  done
  ((${#texts[@]} > 0)) || texts=("no number is known")
  list "${texts[@]}"
}

# look PLACE: one look at health, and at every number.
look() {
  local row key mark
  local -A known=() reason=()
  ((++looks))
  [[ -z $LOOK_TOO ]] || "$LOOK_TOO"
  for row in "${rows[@]}"; do
    if [[ $row == health ]]; then
      look_at_wellbeing "$1"
      continue
    fi
    key="${LIMITS[row]}/${LIMITS[row + 1]}" mark=.
    if [[ -z ${known[$key]+set} ]]; then
      read_metric "${LIMITS[row]}" "${LIMITS[row + 1]}"
      known[$key]=$number reason[$key]=$why
    fi
    if [[ -z ${known[$key]} ]]; then
      mark='?'
      [[ ${why_of[$row]:-} == "${reason[$key]}" ]] || say "No number of $(name_of "$row"): ${reason[$key]}"
      why_of[$row]=${reason[$key]}
    else
      last_of[$row]=${known[$key]}
      if ! holds "$row" "${known[$key]}"; then
        mark=x why_of[$row]="it is $(said_as "${known[$key]}" "${LIMITS[row + 4]}"), and should be $(words_of "$row")"
        say "Over its limit: $(name_of "$row"): ${why_of[$row]}"
      fi
    fi
    mark_look "$row" "$mark"
  done
  ((looks % 20 != 0)) || say "After $looks looks: $(figures)"
}

# look_at_wellbeing PLACE: the addresses, and while there is a way to ask it alone, the new release.
look_at_wellbeing() {
  local mark=. first=()
  if [[ $1 == mixed && -n ${ASK_NEW:-} ]]; then
    look_at_health new
    first=("${ailing[@]}")
  fi
  look_at_health "$1"
  ailing+=("${first[@]}")
  if ((${#ailing[@]} > 0)); then
    mark=x why_of[health]=$(sentences "${ailing[@]}")
  elif ((${#unclear[@]} > 0)); then
    mark='?' why_of[health]=$(sentences "${unclear[@]}")
  fi
  [[ $mark == . ]] || say "Not well: ${why_of[health]}"
  mark_look health "$mark"
}

# mark_look ROW MARK
mark_look() {
  local recent=${marks[$1]:-}$2
  marks[$1]=${recent: -$((${#recent} < LIMIT_LOOKS ? ${#recent} : LIMIT_LOOKS))}
  [[ $2 == '?' ]] || told_of[$1]=$((${told_of[$1]:-0} + 1))
  [[ $2 != x ]] || bad_of[$1]=$((${bad_of[$1]:-0} + 1))
}

# allowed_of ROW: the percentage of its looks that may fail; nothing where none is named. Only health fails as a whole.
allowed_of() {
  local i
  [[ $1 == health ]] || return 0
  for ((i = 0; i < ${#LIMITS[@]}; i += 5)); do
    [[ ${LIMITS[i]} != health ]] || printf '%s' "${LIMITS[i + 3]}"
  done
}

# judge_looks PLANNED: fails as soon as it is clear.
judge_looks() {
  local row bad allowed planned=$(($1 > looks ? $1 : looks))
  for row in "${rows[@]}"; do
    allowed=$(allowed_of "$row") bad=${marks[$row]//[^x]/}
    if [[ -n $allowed ]]; then
      # So many have failed that the rest of the time cannot make up for it.
      ! is_so "$((${bad_of[$row]:-0} * 100))" '>=' "$(LC_ALL=C awk -v part="$allowed" -v looks="$planned" 'BEGIN { print part * looks }')" ||
        fail "health fails in ${bad_of[$row]} of $looks looks, and the limit is less than $allowed percent of $planned: ${why_of[$row]}"
    elif ((${#bad} >= LIMIT_MOST)); then
      fail "$(title_of "$row") was $([[ $row == health ]] && echo bad || echo over its limit) in ${#bad} of the last ${#marks[$row]} looks: ${why_of[$row]}"
    fi
  done
}

# is_undecided: the last that is known of something is bad.
is_undecided() {
  local row
  for row in "${rows[@]}"; do
    if is_bad_at_last "$row"; then return 0; fi
  done
  return 1
}
is_bad_at_last() { [[ -z $(allowed_of "$1") && ${marks[$1]//'?'/} == *x ]]; }

# judge_end: what was known in less than half of the looks, or was bad when it was known last, nobody can vouch for.
judge_end() {
  local row blind=()
  for row in "${rows[@]}"; do
    if ((${told_of[$row]:-0} * 2 < looks)); then
      blind+=("$(title_of "$row") was known in ${told_of[$row]:-0} of $looks looks: ${why_of[$row]}")
    elif is_bad_at_last "$row"; then
      blind+=("$(title_of "$row") was bad when it was known last: ${why_of[$row]}")
    fi
  done
  ((${#blind[@]} == 0)) || cannot_tell "$(sentences "${blind[@]}")"
}
