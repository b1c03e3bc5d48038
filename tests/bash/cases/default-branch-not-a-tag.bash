# A tag of the same name is not the branch.
export GITHUB_REF=refs/tags/main
when require_default_branch
expect refuses '"refs/tags/main"'
