when fetch_release $B "$DIGEST" "$here/out"
expect refuses "the bytes of $B are gone: there is no builds-202501"
