# The record has all that later runs want to know.
export APPROVERS="ann bo" REASON='it'\''s "urgent"'
when <<END
take_turn prod
keep_turn
END
expect passes
expect record last queued "waits for its turn"
expect requested POST /repos/o/r/deployments 1 '.body | .ref == env.COMMIT and .task == "release" and .environment == "prod"
  and .production_environment and .auto_merge == false and .required_contexts == [] and .payload == {
  id: env.B, version: "2.0.0", commit: env.COMMIT, digest: env.DIGEST, source: "staging", approvers: ["ann", "bo"], run: "42", attempt: 1,
  reason: "it'\''s \"urgent\"", withdraws: ""}'
expect requested POST '/repos/o/r/deployments/[0-9]+/statuses' 1 '.body.auto_inactive == false and .body.log_url == "https://github.com/o/r/actions/runs/42"'
expect outputs "record=$(curl -sS "$GITHUB/$name/_records" | jq -r '.[0].id')"$'\ngo=true'
