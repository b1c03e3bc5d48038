given record 10 uat $A success run=7
given record 11 uat $B success run=7
given record 12 uat $A success run=7 payload="$(jq -cn --arg id "$A" --arg commit "${COMMIT//b/a}" --arg digest "$DIGEST" --arg leaves "$B" '{id: $id, version: "1.0.0", commit: $commit, digest: $digest, run: "7", withdraws: $leaves, reason: "slow"}')"
when output_way_back uat ""
expect refuses "no other release was good in uat, so there is nothing to go back to; deploy a new one"
when output_way_back uat "$B"
expect refuses "$B was withdrawn; leave release_id empty for the newest that is good"
when output_way_back uat "$C"
expect refuses "never succeeded in uat, so it is no way back"
when output_way_back uat "$A"
expect refuses "$A runs in uat already; leave release_id empty for the one before"
when output_way_back future ""
expect refuses "no release was ever deployed to future by this pipeline, so there is nothing to take back"
