given pull 12 head=feature/x base=develop sha="$D"
given fault denied 1 POST statuses
judge
expect fails_with 1
expect says "Resource not accessible"
