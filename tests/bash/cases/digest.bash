echo bytes >"$here/file"
when <<END
require_digest "$here/file" "\$(digest_of "$here/file")"
END
expect passes
