given pull 12 head=feature/x/y base=develop sha="$D" body='- [x] Tried in a browser, not only read'
judge 12
expect status "$D" "Merge into develop" failure "is not merged into develop"
