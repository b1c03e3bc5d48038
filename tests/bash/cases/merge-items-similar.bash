given pull 12 head=feature/x base=develop sha="$D" body='- [x] Tried in a browser, not only read, honestly\n- [x] tried in a browser, not only read\nx - [x] Tried in a browser, not only read'
judge 12
expect status "$D" "Merge into develop" failure "1 item is not ticked"
