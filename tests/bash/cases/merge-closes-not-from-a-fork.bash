given pull 12 head=develop base=main sha="$D" fork=mallory/r
given pull 13 head=feature/x base=develop sha="$E" body='- [x] Tried in a browser, not only read'
judge 13
expect status "$E" "Merge into develop" success
