given pull 12 head=feature/x base=develop sha="$D" body='- [ ] Tried in a browser, not only read'
judge 12
expect passes
expect status "$D" "Merge into develop" failure "1 item is not ticked in its text: Tried in a browser, not only read"
expect summary_says "    - [ ] Tried in a browser, not only read"
