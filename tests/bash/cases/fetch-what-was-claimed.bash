# Packed, uploaded, fetched: the same bytes.
mkdir -p "$here/a/dist"
head -c 300000 /dev/urandom >"$here/a/dist/file"
when <<END
pack "$here/a" "$here/a.tar.gz" 'dist/**'
release=\$(claim_release "$here/a.tar.gz")
fetch_release "\$release" "\$(digest_of "$here/a.tar.gz")" "$here/out"
END
expect passes
cmp "$here/a/dist/file" "$here/out/dist/file" || fail "other bytes"
