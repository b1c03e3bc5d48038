#!/usr/bin/env bash
# The steps of one environment, in order; what they are made of is in the libraries.
#% if top.settings
# shellcheck disable=SC2034 # the libraries read what is set here
#% endif
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
#% for library in top.libraries
source @{ library }
#% endfor
#% include "settings.sh"

read_options "Deploys one release to $ENVIRONMENT." "$@"
#% if top.protected
require_pipeline @{ workflow }
#% endif
#% for secret in top.secrets
require_secret @{ secret }
#% endfor
#% if rollback
roll_back_by @{ rollback.script } @{ rollback.workflow }@{% for failure in rollback.after %}@ @{ failure }@{% endfor %}@

#% endif
start_deployment @{ seconds }
#% with install = top.install
#% include "install.sh"
#% endwith
#% with margin = outer, separate = true
#% include "phases.sh"
#% endwith
#% if last

#% for call in last
#% if call.literal
# shellcheck disable=SC1003,SC1112,SC2016 # each word is meant as it is written
#% endif
@{% for word in call.words %}@@{% if not loop.first %}@ @{% endif %}@@{ word }@{% endfor %}@

#% endfor
#% endif

finish_deployment
