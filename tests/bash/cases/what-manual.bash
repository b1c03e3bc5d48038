export GITHUB_EVENT_NAME=workflow_dispatch TARGET=future RELEASE_TYPE=future BRANCH=release/v2.0.0 STARTED_BY_RUN=
given branch release/v2.0.0 cccccccccccccccccccccccccccccccccccccccc
when what_to_build
expect prints "release/v2.0.0 cccccccccccccccccccccccccccccccccccccccc"
