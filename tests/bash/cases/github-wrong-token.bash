export GH_TOKEN_IN_CASE=ghs_another
when commit_of_branch main
expect refuses "got 401: Bad credentials"
