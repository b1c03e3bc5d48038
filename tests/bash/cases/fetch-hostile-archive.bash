# A member that climbs out of the directory.
echo content >"$here/file"
tar -czf "$here/a.tar.gz" -C "$here" --transform 's,^,dist/../../,' -P file
given asset builds-202501 $B.tar.gz "$here/a.tar.gz"
when fetch_release $B "sha256:$(sha256sum "$here/a.tar.gz" | cut -d ' ' -f 1)" "$here/out"
expect refuses "has members that leave its directory"
