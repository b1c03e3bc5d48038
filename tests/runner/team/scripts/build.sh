#!/usr/bin/env bash
# The bytes say what they were built from, so that a case sees where they have got to.
set -euo pipefail
mkdir -p dist
printf '%s %s\n' "$VERSION" "$COMMIT" >dist/built
