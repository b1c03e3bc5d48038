echo content >"$here/file"
tar -czf "$here/a.tar.gz" -C "$here" file
given asset builds-202501 $B.tar.gz "$here/a.tar.gz"
given fault 503 2 GET storage
when fetch_release $B "sha256:$(sha256sum "$here/a.tar.gz" | cut -d ' ' -f 1)" "$here/out"
expect passes
