given fault denied 9 GET git/ref
when commit_of_branch main
expect refuses "Resource not accessible by integration" "permission deployments=write"
expect requested GET /repos/o/r/git/ref/heads/main 1
