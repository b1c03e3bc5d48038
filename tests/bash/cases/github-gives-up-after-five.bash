given fault 503 9 GET git/ref
when commit_of_branch main
expect refuses "GitHub: GET repos/o/r/git/ref/heads/main got 503"
expect requested GET /repos/o/r/git/ref/heads/main 5
