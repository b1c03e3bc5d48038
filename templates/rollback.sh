#!/usr/bin/env bash
# The ways back of one environment, the preferred first; what they are made of is in the libraries.
# RELEASE_ID and its like say where it goes back to, WITHDRAWS what it leaves, REASON why.
#% if top.settings
# shellcheck disable=SC2034 # the libraries read what is set here
#% endif
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
#% for library in top.libraries
source @{ library }
#% endfor
#% include "settings.sh"
#% for way in ways

@{ way.function }() {
#% with phases = way.phases, margin = inner, separate = false
#% include "phases.sh"
#% endwith
}
#% endfor

read_options "Takes $ENVIRONMENT back to the release before." "$@"
#% if top.protected
require_pipeline @{ workflow }
#% endif
#% for secret in top.secrets
require_secret @{ secret }
#% endfor
#% if issues
ROLLBACK_ISSUES=(@{% for word in issues %}@@{% if not loop.first %}@ @{% endif %}@@{ word }@{% endfor %}@)
#% endif
#% if channels
ROLLBACK_CHANNELS=(@{% for word in channels %}@@{% if not loop.first %}@ @{% endif %}@@{ word }@{% endfor %}@)
#% endif
start_rollback @{ seconds }
#% with install = top.install
#% include "install.sh"
#% endwith
#% if top.install

#% endif
#% for way in ways
way_back @{ way.method } @{ way.function }
#% endfor
finish_rollback
