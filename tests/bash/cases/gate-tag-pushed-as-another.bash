export GITHUB_EVENT_NAME=workflow_dispatch TAG=v2.0.0 STARTED_BY_RUN=41 RELEASE_TYPE=production GITHUB_ACTOR='github-actions[bot]'
given run 41 workflow=deploy.yml event=push branch=v1.0.0 actor=dee
when what_to_build
expect refuses 'run 41 was a push of "v1.0.0", not of "v2.0.0"'
