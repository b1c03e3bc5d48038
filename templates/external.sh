#!/usr/bin/env bash
# A platform that deploys by itself, and tells nobody: it is waited for, and looked at.
# Source it behind the steps and behind what looks at health; it does nothing by itself. It reads EXTERNAL_PLATFORM, and EXTERNAL_WITHIN: how many
# seconds it may take.
# shellcheck disable=SC2154 # the steps, and what looks at health, set them

# external_wait: until the release answers. That it does not answer in time says nothing about it: only the platform knows why.
external_wait() {
  local end=$((SECONDS + EXTERNAL_WITHIN)) started=$SECONDS told="" now
  if [[ $dry_run == true ]]; then
    would "wait until $EXTERNAL_PLATFORM has deployed $RELEASE_ID by itself, for at most $EXTERNAL_WITHIN seconds"
    return
  fi
  say "$EXTERNAL_PLATFORM deploys by itself; whether it has begun, or has refused, cannot be seen from here"
  # After a revert, its commit is what answers.
  COMMIT=${REVERTED_TO:-$COMMIT}
  while true; do
    look_at_health public
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
