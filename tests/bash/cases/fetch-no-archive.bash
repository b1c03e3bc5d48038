echo "no archive" >"$here/a.tar.gz"
given asset builds-202501 $B.tar.gz "$here/a.tar.gz"
export TOOLS_MAY_COMPLAIN=yes
when fetch_release $B "sha256:$(sha256sum "$here/a.tar.gz" | cut -d ' ' -f 1)" "$here/out"
expect refuses "the bytes of $B are not an archive"
