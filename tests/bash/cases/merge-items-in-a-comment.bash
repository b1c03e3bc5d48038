given pull 12 head=feature/x base=develop sha="$D" body='<!-- nobody sees this\n- [x] Tried in a browser, not only read\n-->'
judge 12
expect status "$D" "Merge into develop" failure "1 item is not ticked"
