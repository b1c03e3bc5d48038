export GITHUB_ACTOR="github-actions[bot]"
given run 41 actor=dora workflow=deploy.yml branch=release/v2.0.0
when require_parent_run 41 release/v2.0.0
expect refuses "run 41 was not a push that deploy.yml handed over"
