given fault cut 2 GET git/ref
when commit_of_branch main
expect prints "$COMMIT"
