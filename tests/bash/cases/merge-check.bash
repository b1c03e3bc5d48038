# shellcheck disable=SC2016 # the stand-in for npm expands it
printf '#!/usr/bin/env bash\necho "npm $* ${GH_TOKEN:-no token}" >>"$RAN"\n' >"$here/bin/npm"
chmod +x "$here/bin/npm"
LIB_DIR=$MERGES_DIR in_workflow deploy/merge-check-tests.sh
expect passes
expect ran $'npm run build no token\nnpm test no token'
