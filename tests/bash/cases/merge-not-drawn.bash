given pull 12 head=bugfix/x base=develop sha="$D" body='- [x] Tried in a browser, not only read'
judge 12
expect passes
expect status "$D" "Merge into develop" failure '"bugfix/x" is not merged into develop: the map draws merge feature/* -> develop, merge docs/* -> develop, merge main'
