# An environment for everybody needs no reason and no record.
export GITHUB_ACTIONS=
unset RELEASE_ID VERSION COMMIT
deploy dev-int
expect passes
expect ran "ship.sh "
expect says "Deploying local (0.0.0-local, "
expect requested '.*' '.*' 0
