export GITHUB_ACTOR="github-actions[bot]"
given run 41 actor=dora event=push workflow=deploy.yml branch=feature
when require_parent_run 41 release/v2.0.0
expect refuses 'run 41 was a push of "feature", not of "release/v2.0.0"'
