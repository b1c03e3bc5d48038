map VERSION_FROM=branch
when version_of feature/päy_now $COMMIT
expect passes
[[ $(<"$here/stdout") =~ ^0\.0\.0-feature-p-+y-now\.5$ ]] || fail "another version"
