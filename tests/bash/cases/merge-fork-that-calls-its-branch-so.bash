given pull 12 head=develop base=main sha="$D" fork=mallory/r at=2026-11-01T10:00:00Z
judge
expect status "$D" "Merge into main" failure '"develop" of a fork is not merged into main'
