#!/usr/bin/env bash
# Puts the release where the case looks for it, if the bytes are its own. ~/broken/ENVIRONMENT: the place is broken.
set -euo pipefail
[[ -z ${GH_TOKEN:-}${GITHUB_TOKEN:-} ]]
[[ $(git rev-parse HEAD) == "$COMMIT" ]]
built=$ARTIFACT_DIR/dist/built
[[ -e $built ]] || built=dist/built
if [[ -e $HOME/broken/$ENVIRONMENT || $(<"$built") != "$VERSION $COMMIT" ]]; then
  echo "$ENVIRONMENT does not take it" >&2
  exit 1
fi
mkdir -p "$HOME/places"
printf '%s %s\n' "$RELEASE_ID" "$(<"$built")" >"$HOME/places/$ENVIRONMENT"
