given pull 12 head=feature/x base=develop sha="$D" fork=alice/r body='- [x] Tried in a browser, not only read'
given pull 13 head=main base=develop sha="$E"
judge
expect status "$D" "Merge into develop" success
expect status "$E" "Merge into develop" success
