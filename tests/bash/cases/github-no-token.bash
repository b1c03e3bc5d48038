export GH_TOKEN_IN_CASE=
when commit_of_branch main
expect refuses "GH_TOKEN is empty"
expect requested GET .* 0
