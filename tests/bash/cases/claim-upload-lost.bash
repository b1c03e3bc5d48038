# The bytes arrived, the answer did not: the id is nobody's, and the next one is ours.
echo bytes >"$here/file"
given fault lost 1 POST uploads
when claim_release "$here/file"
expect passes
expect requested POST '/uploads/repos/o/r/releases/[0-9]+/assets' 3
