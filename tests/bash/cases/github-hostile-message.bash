given fault hostile 1 GET git/ref
when commit_of_branch main
expect refuses "no%0A::error::forged"
