#!/usr/bin/env bash
# The way back of the data of one environment: a procedure of its own, which asks again, because what was written since is lost.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
#% for library in top.libraries
source @{ library }
#% endfor
#% include "settings.sh"

read_data_options "$@"
#% for secret in top.secrets
require_secret @{ secret }
#% endfor
start_data_rollback
#% if down

if is_asked_for migration; then
  begin_phase migration
  step 'Take the migration back'
  #% if directory
  inside @{ directory }
  #% endif
  #% if down.literal
  # shellcheck disable=SC1003,SC1112,SC2016 # the step's own shell expands it
  #% endif
  run @{ down.text }
fi
#% endif
#% if restore

if is_asked_for restore; then
  begin_phase restore
  step 'Restore the data'
  #% if restore.literal
  # shellcheck disable=SC1003,SC1112,SC2016 # the step's own shell expands it
  #% endif
  run @{ restore.text }
fi
#% endif

finish_data_rollback
