export GITHUB_REF=refs/heads/main
when require_default_branch
expect passes
