# A protected branch takes it by a pull request, and nothing is back until people merge it.
return_to_the_one_before
given commit "$COMMIT"
given commit "$LEFT" parents="$COMMIT"
given branch main "$LEFT"
given protected_branch main
given job_permissions contents=write pull_requests=write deployments=write actions=read
back
expect refuses "no way back worked: production needs a person now"
expect says "main is protected, so $B is taken back there only when people merge: https://github.com/o/r/pull/1"
expect github '.branches.main == "'"$LEFT"'" and (.pulls | length) == 1'
# The pull request is there already, or only its branch.
back
expect says "pull/1"
expect github '(.pulls | length) == 1'
