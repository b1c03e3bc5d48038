given pull 12 head=develop base=main sha="$D" at=2026-11-01T10:00:00Z
given pull 13 head=feature/x base=develop sha="$E"
given fault 503 99 GET issues/12/timeline
judge
expect fails_with 1
expect status "$D" "Merge into main" error "it could not be judged: GitHub did not say everything; the next run tries again"
expect status "$E" "Merge into develop" failure "#12 is open"
