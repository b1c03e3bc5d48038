export GITHUB_ACTOR="github-actions[bot]"
when require_parent_run 7/../42 release/v2.0.0
expect refuses '"7/../42" is not the number of a run'
