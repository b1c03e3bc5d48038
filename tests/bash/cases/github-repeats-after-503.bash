given fault 503 4 GET branches
given fault 503 4 GET git/ref
given branch release/v2.0.0
when commit_of_branch release/v2.0.0
expect prints "$COMMIT"
expect requested GET /repos/o/r/git/ref/heads/release/v2.0.0 5
