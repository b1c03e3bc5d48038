export GITHUB_ACTOR="github-actions[bot]"
given run 41 actor=dora event=push workflow=deploy.yml branch=release/v2.0.0 sha=cccccccccccccccccccccccccccccccccccccccc suffix=@release/v2.0.0
when require_parent_run 41 release/v2.0.0
expect prints cccccccccccccccccccccccccccccccccccccccc
