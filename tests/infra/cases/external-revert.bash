# The branch holds again what it held before, and its workflows stay as they are: GitHub's token may not change those.
return_to_the_one_before
given commit "$COMMIT"
given commit "$LEFT" parents="$COMMIT"
given branch main "$LEFT"
given tree "$COMMIT" app:111 .github:222
given tree "$LEFT" app:333 .github:444
given job_permissions contents=write pull_requests=write deployments=write actions=read
platform '{site: {status: "healthy", version: "v2.0.0", after: 1, becomes: {status: "healthy", version: "v1.0.0"}}}'
back
expect passes
expect says "main holds again what it held in aaaaaaaaaaaa"
expect record success "back to $A by revert"
expect github '.commits[.branches.main] | .parents == ["'"$LEFT"'"] and (.message | startswith("Revert to '"$A"' (1.0.0)"))'
expect github '.trees[.commits[.branches.main].tree] == {app: "111", ".github": "444"}'
# A second time there is nothing left to take back.
back
expect passes
expect says "main holds what it held in aaaaaaaaaaaa already"
