#!/usr/bin/env bash
# A platform that deploys by itself, and tells nobody: it is waited for, and looked at.
# Source it behind the steps and behind what looks at health; it does nothing by itself. It reads EXTERNAL_PLATFORM, EXTERNAL_WITHIN (how many
# seconds it may take) and EXTERNAL_BACK (a command that has the platform run what ran before; it sees RELEASE_ID, VERSION and COMMIT of that).
# shellcheck disable=SC2154 # the steps, and what looks at health, set them

# external_wait: until the release answers. That it does not answer in time says nothing about it: only the platform knows why.
external_wait() {
  local end=$((SECONDS + EXTERNAL_WITHIN)) started=$SECONDS told="" now
  if [[ $dry_run == true ]]; then
    would "wait until $EXTERNAL_PLATFORM has deployed $RELEASE_ID by itself, for at most $EXTERNAL_WITHIN seconds"
    return
  fi
  say "$EXTERNAL_PLATFORM deploys by itself; whether it has begun, or has refused, cannot be seen from here"
  while true; do
    COMMIT=${REVERTED_TO:-$COMMIT} look_at_health public
    ((${#ailing[@]} + ${#unclear[@]} > 0)) || break
    now=$(sentences "${ailing[@]}" "${unclear[@]}")
    ((SECONDS < end)) || break
    [[ $now == "$told" ]] || say "Not yet: $now"
    told=$now
    pause "$((end - SECONDS < HEALTH_EVERY ? end - SECONDS : HEALTH_EVERY))"
  done
  if ((${#ailing[@]} + ${#unclear[@]} == 0)); then
    say "$EXTERNAL_PLATFORM runs $RELEASE_ID after $((SECONDS - started)) seconds"
  elif external_is_behind; then
    cannot_tell "$EXTERNAL_PLATFORM has not deployed $RELEASE_ID within $EXTERNAL_WITHIN seconds: $now. Its own page says whether it is slow or has refused"
  elif ((${#ailing[@]} > 0)); then
    fail "not well $EXTERNAL_WITHIN seconds after $EXTERNAL_PLATFORM could begin: $now"
  else
    cannot_tell "$now"
  fi
}

# external_is_behind: all that is wrong is that another release answers.
external_is_behind() {
  local one
  ((${#unclear[@]} == 0)) || return 1
  for one in "${ailing[@]}"; do
    [[ $one == *"another release runs there"* ]] || return 1
  done
}

# platform_back: the team's command asks the platform; then the release has to answer. Fails with 3 where there is no command.
platform_back() {
  if [[ -z ${EXTERNAL_BACK:-} ]]; then
    say "Nobody has said how $EXTERNAL_PLATFORM is asked to run what ran before: platform run=\"…\""
    return 3
  fi
  step "$EXTERNAL_PLATFORM runs what ran before"
  run "$EXTERNAL_BACK"
  external_wait
}

# revert_back BRANCH: the platform deploys what is pushed, and the push is the state before.
revert_back() {
  local code=0
  revert_on "$1" || code=$?
  ((code == 0)) || return "$code"
  external_wait
}
