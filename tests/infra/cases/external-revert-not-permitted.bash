# Where the repository lets GitHub's token open no pull request, people do it, and are told where that is set.
return_to_the_one_before
given commit "$COMMIT"
given commit "$LEFT" parents="$COMMIT"
given branch main "$LEFT"
given protected_branch main
given no_pulls_by_actions
given job_permissions contents=write pull_requests=write deployments=write actions=read
back
expect refuses "main is protected, and no pull request could be opened: in the settings of the repository under Actions, allow GitHub Actions to create pull requests"
