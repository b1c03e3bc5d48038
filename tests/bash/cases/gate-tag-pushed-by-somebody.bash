export GITHUB_EVENT_NAME=workflow_dispatch TAG=v2.0.0 STARTED_BY_RUN=41 RELEASE_TYPE=production GITHUB_ACTOR='github-actions[bot]'
given run 41 workflow=deploy.yml event=push branch=v2.0.0 actor=dee
when what_to_build
expect prints "v2.0.0 $COMMIT"
