#!/usr/bin/env bash
# Puts the release where the case looks for it. ~/broken/ENVIRONMENT: the place is broken.
set -euo pipefail
[[ $(git rev-parse HEAD) == "$COMMIT" ]]
[[ -z ${GH_TOKEN:-}${GITHUB_TOKEN:-} ]]
if [[ -e $HOME/broken/$ENVIRONMENT ]]; then
  echo "$ENVIRONMENT does not take it" >&2
  exit 1
fi
mkdir -p "$HOME/places"
printf '%s %s\n' "$RELEASE_ID" "$(<"$ARTIFACT_DIR/dist/built")" >"$HOME/places/$ENVIRONMENT"
