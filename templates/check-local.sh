#!/usr/bin/env bash
# What the pipeline checks before it deploys, on your own machine.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source @{ lib }
#% if variables

#% for variable in variables
#% if variable.literal
# shellcheck disable=SC1003,SC1112,SC2016 # the value is meant as it is written
#% endif
export @{ variable.name }=@{ variable.value }
#% endfor
#% endif

read_options "Runs the pipeline's checks and its build here, and stops at the first that fails." "$@"
start_check
#% include "install.sh"
#% with margin = outer, separate = true
#% include "phases.sh"
#% endwith

finish_check
