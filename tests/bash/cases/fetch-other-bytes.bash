echo content >"$here/file"
tar -czf "$here/a.tar.gz" -C "$here" file
given asset builds-202501 $B.tar.gz "$here/a.tar.gz"
when fetch_release $B "$DIGEST" "$here/out"
expect refuses "the bytes of $B are not the ones that were built" "build the release again"
[[ ! -e $here/out/file ]] || fail "unpacked all the same"
