when require_release_id "release-\$(touch $here/pwned)20250103-120000'\""
expect refuses "is not a release id"
[[ ! -e $here/pwned ]] || fail "the id was run"
