given pull 12 head=main base=develop sha="$D"
given pull 13 head=release/1 base=main sha="$D"
judge
expect status "$D" "Merge into develop" success
expect status "$D" "Merge into main" failure "2 more people of leads"
