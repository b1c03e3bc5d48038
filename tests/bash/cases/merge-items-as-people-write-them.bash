given pull 12 head=feature/x base=develop sha="$D" body='Hello\r\n\r\n  *  [X]   Tried in a\tbrowser,  not only read  \r\n'
judge 12
expect status "$D" "Merge into develop" success
