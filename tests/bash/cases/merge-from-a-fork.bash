given pull 12 head=feature/x base=develop sha="$D" fork=alice/r body='- [x] Tried in a browser, not only read'
judge
expect status "$D" "Merge into develop" success
