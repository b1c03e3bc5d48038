given release builds-202501
when fetch_release $B "$DIGEST" "$here/out"
expect refuses "the bytes of $B are gone from builds-202501"
