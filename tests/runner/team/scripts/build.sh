#!/usr/bin/env bash
# The bytes say what they were built from, so that a case sees where they have got to. A service comes along, if there is one.
set -euo pipefail
mkdir -p dist
printf '%s %s\n' "$VERSION" "$COMMIT" >dist/built
[[ ! -e service.py ]] || cp service.py mode dist
