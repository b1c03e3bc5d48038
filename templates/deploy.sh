#!/usr/bin/env bash
# The steps of one environment, in order; what they are made of is in the library.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source @{ lib }

export ENVIRONMENT=@{ environment }
export URL=@{ url }
#% for variable in variables
#% if variable.literal
# shellcheck disable=SC1003,SC1112,SC2016 # the value is meant as it is written
#% endif
export @{ variable.name }=@{ variable.value }
#% endfor

read_options "Deploys one release to $ENVIRONMENT." "$@"
#% if protected
require_pipeline @{ workflow }
#% endif
#% for secret in secrets
require_secret @{ secret }
#% endfor
start_deployment
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

finish_deployment
