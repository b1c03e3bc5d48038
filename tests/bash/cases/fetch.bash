# The token stays with GitHub; the bytes come from elsewhere, beyond the first page.
mkdir "$here/a"
echo content >"$here/a/file"
tar -czf "$here/a.tar.gz" -C "$here/a" file
for release in $A $C release-20250104-120000; do given asset builds-202501 $release.tar.gz "$here/a.tar.gz"; done
given asset builds-202501 $B.tar.gz "$here/a.tar.gz"
when fetch_release $B "sha256:$(sha256sum "$here/a.tar.gz" | cut -d ' ' -f 1)" "$here/out"
expect prints ""
[[ $(<"$here/out/file") == content ]] || fail "not unpacked"
expect requested GET '/storage/[0-9]+' 1 '.authorized == false'
