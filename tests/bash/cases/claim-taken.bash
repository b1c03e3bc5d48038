# Two builds in the same second: the later one takes the next.
echo bytes >"$here/file"
printf '%s\n' 20250101-000000 20250101-000000 20250101-000001 >"$here/dates"
when <<END
date() { sed -n 1p "$here/dates" && sed -i 1d "$here/dates"; }
claim_release "$here/file"
claim_release "$here/file"
END
expect prints $'release-20250101-000000\nrelease-20250101-000001'
