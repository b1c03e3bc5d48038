given fault limit 1 GET git/ref
given fault abuse 1 GET git/ref
given fault 429 2 GET git/ref
when commit_of_branch main
expect prints "$COMMIT"
expect says "asking again in 0 seconds"
