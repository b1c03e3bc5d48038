# The month's prerelease is made, and the id is a time.
echo bytes >"$here/file"
when claim_release "$here/file"
expect passes
[[ $(<"$here/stdout") =~ ^release-(20[0-9]{4})[0-9]{2}-[0-9]{6}$ ]] || fail "no id"
expect requested POST /repos/o/r/releases 1 ".body.tag_name == \"builds-${BASH_REMATCH[1]}\" and .body.prerelease and .body.make_latest == \"false\""
expect requested POST '/uploads/repos/o/r/releases/[0-9]+/assets' 1 ".query.name == \"$(<"$here/stdout").tar.gz\""
