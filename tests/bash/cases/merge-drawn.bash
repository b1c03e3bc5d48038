given pull 12 head=feature/x base=develop sha="$D" body='- [x] Tried in a browser, not only read'
judge 12
expect passes
expect status "$D" "Merge into develop" success "all that is asked of it holds"
expect summary_says '**#12** `feature/x` → `develop`: all that is asked'
