given pull 12 head=feature/x base=elsewhere sha="$D"
judge 12
expect passes
expect says "no pull request into a branch with a gate is open"
expect no_status "$D"
