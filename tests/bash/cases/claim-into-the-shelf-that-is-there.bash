echo bytes >"$here/file"
given release "builds-$(date -u +%Y%m)"
when claim_release "$here/file"
expect passes
expect requested POST /repos/o/r/releases 0
