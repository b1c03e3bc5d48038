given pull 12 head=bugfix/x base=develop sha="$D"
given commit_status "$D" "merge into DEVELOP" success by=mallory description="all that is asked of it holds"
judge
expect status "$D" "Merge into develop" failure "is not merged into develop"
