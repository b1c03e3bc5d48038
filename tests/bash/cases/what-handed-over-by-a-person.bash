export GITHUB_EVENT_NAME=workflow_dispatch GITHUB_ACTOR=mallory STARTED_BY_RUN=41 TARGET=dev-int BRANCH=main
given run 41 actor=dora event=push workflow=deploy.yml branch=main
when what_to_build
expect refuses "started_by_run is filled in by the pipeline itself"
