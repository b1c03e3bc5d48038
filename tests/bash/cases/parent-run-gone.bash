export GITHUB_ACTOR="github-actions[bot]"
when require_parent_run 41 release/v2.0.0
expect refuses "run 41, which started this one, cannot be read"
