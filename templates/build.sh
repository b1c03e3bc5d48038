#!/usr/bin/env bash
# Builds a release from its checkout and packs what every environment gets.
# Reads RELEASE_DIR (the checkout) and ARCHIVE (the file to write); without them it builds here.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source @{ lib }

read_options "Builds a release and packs it." "$@"
start_build

begin_phase build
#% for command in run
#% if command.literal
# shellcheck disable=SC1003,SC1112,SC2016 # the command's own shell expands it
#% endif
step @{ command.text }
#% if command.literal
# shellcheck disable=SC1003,SC1112,SC2016 # as above
#% endif
run @{ command.text }
#% endfor

ARTIFACT=()
#% for glob in artifact
#% if glob.literal
# shellcheck disable=SC1003,SC1112,SC2016 # the pattern is meant as it is written
#% endif
ARTIFACT+=(@{ glob.text })
#% endfor
finish_build "${ARTIFACT[@]}"
