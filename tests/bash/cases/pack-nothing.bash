# An image has no files; the archive still claims the id.
when pack "$here/checkout" "$here/empty.tar.gz"
expect prints ""
[[ -z $(tar -tzf "$here/empty.tar.gz") ]] || fail "not empty"
