export GITHUB_EVENT_NAME=workflow_dispatch TARGET=prod RELEASE_TYPE=prod BRANCH=release/v2.0.0
when what_to_build
expect refuses "prod is not deployed by hand"
