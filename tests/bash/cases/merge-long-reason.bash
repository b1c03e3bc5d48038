given pull 12 head="$(printf 'ü%.0s' {1..200})" base=develop sha="$D"
judge
expect passes
expect status "$D" "Merge into develop" failure "…"
