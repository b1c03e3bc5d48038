given pull 12 head=feature/x base=develop sha="$D"
judge 12
expect status "$D" "Merge into develop" failure "1 item is not ticked"
