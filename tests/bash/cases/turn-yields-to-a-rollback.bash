# Whoever takes a release back goes before whoever has changed nothing yet.
given run 9 status=in_progress workflow=rollback.yml
given record 60 prod $A queued run=9 payload="$(jq -cn --arg id "$A" --arg commit "${COMMIT//b/a}" --arg digest "$DIGEST" --arg leaves "$C" '{id: $id, version: "1.0.0", commit: $commit, digest: $digest, run: "9", withdraws: $leaves, reason: "slow"}')"
export API_KEY=k RECORD=50
given record 50 prod $B queued run=42
deploy prod
expect refuses "prod is taken back to $A"
expect record 50 error "before anything changed"
expect ran "validate.sh "
