echo bytes >"$here/file"
given fault denied 9 POST uploads
when claim_release "$here/file"
expect refuses "Resource not accessible by integration"
expect requested POST '/uploads/repos/o/r/releases/[0-9]+/assets' 1
