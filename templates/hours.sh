#!/usr/bin/env bash
# When the clock lets a release travel: windows, freezes, and the first instant at which both do.
# Source it; it does nothing by itself. An instant is in seconds since 1970, and hours are read off the wall clock of one zone: where
# clocks go forward, hours in the gap do not exist that day; where they go back, hours in the fold exist twice.

source @{ lib }

readonly TIME_ZONE=@{ zone }

# When each window is open, four words a row: its name, the days (1 is Monday), from, until.
WINDOWS=()
#% for row in windows
WINDOWS+=(@{ row.name } @{ row.days } @{ row.from } @{ row.until })
#% endfor
readonly WINDOWS

# When nothing travels, four words a row: where to, the freeze, from, until.
FREEZES=()
#% for row in freezes
FREEZES+=(@{ row.environment } @{ row.name } @{ row.from } @{ row.until })
#% endfor
readonly FREEZES

# Whatever opens or closes does so at a multiple of so many seconds.
readonly HOURS_STEP=@{ step }
# When the last freeze is over. What has not opened 400 days later never does: by then clocks were changed in every way that they are.
readonly LAST_THAW=@{ thawed }

# now: this instant.
now() { printf '%(%s)T' -1; }

# require_clock: this machine's clock is right, and knows the zone; without its data every zone is silently UTC.
require_clock() {
  local zones=${TZDIR:-/usr/share/zoneinfo} theirs apart
  [[ $TIME_ZONE == UTC || -e $zones/$TIME_ZONE ]] ||
    die "this machine does not know the time zone $TIME_ZONE ($zones has no such file), and windows and freezes depend on it; install tzdata"
  ask GET "$API/$(repo)" || exit 1
  theirs=$(reply_header date | jq -R 'strptime("%a, %d %b %Y %H:%M:%S GMT") | mktime') || theirs=""
  [[ -n $theirs ]] || die "GitHub did not say what time it is, so this machine's clock cannot be trusted with windows; start again"
  apart=$(($(now) - theirs))
  ((${apart#-} <= 300)) ||
    die "this machine's clock is $((${apart#-} / 60)) minutes off ($(wall_clock "$(now)"), GitHub says $(wall_clock "$theirs")); set it right, because windows and freezes depend on it"
}

# wall_clock EPOCH: "Mon 2026-11-23 09:00", as people read it.
wall_clock() {
  local -x TZ=$TIME_ZONE
  printf '%(%a %F %H:%M)T' "$1"
}

# until_word EPOCH: "Mon 2026-11-23 09:00", or that it never comes.
until_word() {
  if [[ -n $1 ]]; then wall_clock "$1"; else printf 'never'; fi
}

# window_is_open NAME EPOCH
window_is_open() {
  local -x TZ=$TIME_ZONE
  local i wall
  printf -v wall '%(%u %H:%M)T' "$2"
  for ((i = 0; i < ${#WINDOWS[@]}; i += 4)); do
    if [[ ${WINDOWS[i]} == "$1" && ${WINDOWS[i + 1]} == *"${wall%% *}"* &&
      ! ${wall#* } < ${WINDOWS[i + 2]} && ${wall#* } < ${WINDOWS[i + 3]} ]]; then
      return
    fi
  done
  return 1
}

# frozen_by ENVIRONMENT EPOCH: prints the freeze that holds there. Fails if none does.
frozen_by() {
  local -x TZ=$TIME_ZONE
  local i wall
  printf -v wall '%(%F %H:%M)T' "$2"
  for ((i = 0; i < ${#FREEZES[@]}; i += 4)); do
    if [[ ${FREEZES[i]} == "$1" && ! $wall < ${FREEZES[i + 2]} && $wall < ${FREEZES[i + 3]} ]]; then
      printf '%s' "${FREEZES[i + 1]}"
      return
    fi
  done
  return 1
}

# earliest EPOCH FUNCTION WORD…: the first instant from this one on at which the function, given the instant as its last word, succeeds.
# Prints nothing if there is none.
earliest() {
  local at=$1 end=$1
  shift
  ((end >= LAST_THAW)) || end=$LAST_THAW
  end=$((end + 400 * 86400))
  until "$@" "$at" >/dev/null; do
    at=$((at - at % HOURS_STEP + HOURS_STEP))
    ((at <= end)) || return 0
  done
  printf '%s' "$at"
}
