#!/usr/bin/env bash
# Asks one environment how it is; a schedule starts it, and it has no secrets.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
#% for library in top.libraries
source @{ library }
#% endfor
#% include "settings.sh"

read_options "Asks whether $ENVIRONMENT is well." "$@"
start_probe
begin_phase health
require_healthy public
end_phase
