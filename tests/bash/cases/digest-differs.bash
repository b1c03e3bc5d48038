echo bytes >"$here/file"
when require_digest "$here/file" "$DIGEST"
expect refuses "these are not the bytes that were built" "instead of"
