# What was pushed since would be lost: people choose.
return_to_the_one_before
C=$(printf 'c%.0s' {1..40})
given commit "$COMMIT"
given commit "$LEFT" parents="$COMMIT"
given commit "$C" parents="$LEFT"
given branch main "$C"
given job_permissions contents=write pull_requests=write deployments=write actions=read
back
expect refuses "no way back worked: production needs a person now"
expect says "main has moved on since bbbbbbbbbbbb, and that would be lost; somebody has to choose: git revert aaaaaaaaaaaa..bbbbbbbbbbbb"
expect github '.branches.main == "'"$C"'"'
