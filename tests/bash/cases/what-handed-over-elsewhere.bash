# A push that is not deployed there does not get there by way of the hand-over.
export GITHUB_EVENT_NAME=workflow_dispatch GITHUB_ACTOR="github-actions[bot]" STARTED_BY_RUN=41 TARGET=prod BRANCH=main
given run 41 actor=dora event=push workflow=deploy.yml branch=main
when what_to_build
expect refuses "no push is deployed to prod"
