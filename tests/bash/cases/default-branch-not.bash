export GITHUB_REF=refs/heads/feature/x
when require_default_branch
expect refuses '"refs/heads/feature/x"' "start it on main"
