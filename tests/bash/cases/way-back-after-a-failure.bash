# What failed is left; the release that ran before it comes back.
given record 10 uat $A success run=7
given record 11 uat $B failure run=7
when output_way_back uat ""
expect passes
grep -qx "release=$A" "$here/output" || fail "not $A"
grep -qx "leaves=$B" "$here/output" || fail "does not leave $B"
