given pull 12 head=feature/x base=develop sha="$D" title='$(touch pwned)::error::forged' body='`id`\n::error::forged\n::set-output name=x::y\n- [x] $(id)\n- [x] Tried in a browser, not only read'
judge 12
expect passes
expect status "$D" "Merge into develop" success
