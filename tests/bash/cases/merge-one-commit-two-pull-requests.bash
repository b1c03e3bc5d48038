given pull 12 head=feature/x base=develop sha="$D" body='- [x] Tried in a browser, not only read'
given pull 13 head=feature/y base=develop sha="$D"
judge 12
expect status "$D" "Merge into develop" failure "1 item is not ticked"
expect requested POST "/repos/o/r/statuses/$D" 1
