#!/usr/bin/env bash
# A check of what a pull request would merge; what it is made of is in the library.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source @{ lib }

read_options "Checks what a pull request would merge, as it lies here." "$@"
start_check
begin_phase check

#% if literal
# shellcheck disable=SC1003,SC1112,SC2016 # the title is meant as it is written
#% endif
step @{ title }
#% if timeout_seconds
within @{ timeout_seconds }
#% endif
#% for command in run
#% if command.literal
# shellcheck disable=SC1003,SC1112,SC2016 # the step's own shell expands it
#% endif
run @{ command.text }
#% endfor

finish_check
