given pull 12 head=docs/x base=develop sha="$D" body='1. [x] Tried in a browser, not only read\n+ [ ] Screenshots are attached (optional)'
judge 12
expect status "$D" "Merge into develop" success
