given pull 12 head=feature/x base=develop sha="$D" body='- [x] Tried in a browser, not only read'
judge
judge
expect passes
expect requested POST "/repos/o/r/statuses/$D" 1
