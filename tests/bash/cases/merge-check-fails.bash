# shellcheck disable=SC2016 # the stand-in for npm expands it
printf '#!/usr/bin/env bash\necho "npm $*" >>"$RAN"\nexit 3\n' >"$here/bin/npm"
chmod +x "$here/bin/npm"
LIB_DIR=$MERGES_DIR in_workflow deploy/merge-check-tests.sh
expect refuses "failed in phase check: Compile, lint, test (exit code 3)"
expect ran "npm run build"
