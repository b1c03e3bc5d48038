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
#% for phase in phases

begin_phase @{ phase.name }
#% for step in phase.steps
#% if step.literal
# shellcheck disable=SC1003,SC1112,SC2016 # the title is meant as it is written
#% endif
step @{ step.title }
#% if step.timeout_seconds
within @{ step.timeout_seconds }
#% endif
#% if step.optional
may_fail
#% endif
#% for command in step.run
#% if command.literal
# shellcheck disable=SC1003,SC1112,SC2016 # the step's own shell expands it
#% endif
run @{ command.text }
#% endfor
#% endfor
#% endfor

finish_check
