#!/usr/bin/env bash
# A check of one way into an environment, before anybody is asked; what it is made of is in the library.
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

read_options "Checks a release before it may go to $ENVIRONMENT." "$@"
#% for secret in secrets
require_secret @{ secret }
#% endfor
start_release_check
#% include "install.sh"
#% if install

#% endif
begin_phase check
#% if literal
# shellcheck disable=SC1003,SC1112,SC2016 # the title is meant as it is written
#% endif
step @{ title }
#% for command in run
#% if command.literal
# shellcheck disable=SC1003,SC1112,SC2016 # the check's own shell expands it
#% endif
run @{ command.text }
#% endfor

finish_check
