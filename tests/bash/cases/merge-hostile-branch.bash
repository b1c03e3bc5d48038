given pull 12 head='feature/$(touch${IFS}pwned)`id`"' base=develop sha="$D"
given pull 13 head="x';touch\${IFS}pwned;'::error::forged" base=develop sha="$E"
judge
expect passes
expect status "$D" "Merge into develop" failure "1 item is not ticked"
expect status "$E" "Merge into develop" failure "is not merged into develop"
