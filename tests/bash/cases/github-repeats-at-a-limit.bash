given fault limit 2 GET git/ref
given fault 429 2 GET git/ref
when commit_of_branch main
expect prints "$COMMIT"
expect says "asking again in 0 seconds"
