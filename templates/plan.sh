#!/usr/bin/env bash
# What people see before they decide about one environment; what it is made of is in the libraries.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
#% for library in top.libraries
source @{ library }
#% endfor
#% include "settings.sh"

read_options "Shows what a deployment would change in $ENVIRONMENT." "$@"
#% for secret in top.secrets
require_secret @{ secret }
#% endfor
start_release_check
#% with install = top.install
#% include "install.sh"
#% endwith
#% with margin = outer, separate = true
#% include "phases.sh"
#% endwith

finish_check
