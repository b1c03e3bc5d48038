# Two dots in a name are no way out.
echo content >"$here/a..b"
tar -czf "$here/a.tar.gz" -C "$here" a..b
given asset builds-202501 $B.tar.gz "$here/a.tar.gz"
when fetch_release $B "sha256:$(sha256sum "$here/a.tar.gz" | cut -d ' ' -f 1)" "$here/out"
expect passes
[[ -e $here/out/a..b ]] || fail "not unpacked"
