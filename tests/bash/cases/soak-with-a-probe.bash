# Nothing has failed since it is there.
given record 10 rehearsal "$B" success at=2026-11-24T06:00:00Z
given record 9 rehearsal "$A" success at=2026-11-20T06:00:00Z payload="$(jq -cn --arg id "$A" --arg commit "${COMMIT//b/a}" --arg digest "$DIGEST" \
  '{id: $id, version: "1.0.0", commit: $commit, digest: $digest, run: "7", rehearses: "stage"}')"
given run 30 workflow=probe-rehearsal.yml event=schedule status=completed conclusion=failure at=2026-11-24T05:49:00Z
given run 31 workflow=probe-rehearsal.yml event=schedule status=completed conclusion=success at=2026-11-24T09:19:00Z
at "2026-11-24 09:30 UTC"
export TARGET=stage SOURCE=rehearsal
when require_rules rehearsal-to-stage
expect passes
expect requested GET '.*actions/workflows/probe-rehearsal.yml/runs' 1
