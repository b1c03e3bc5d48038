# From the last failure on, it soaks anew.
given record 10 rehearsal "$B" success at=2026-11-24T06:00:00Z
given record 9 rehearsal "$A" success at=2026-11-20T06:00:00Z payload="$(jq -cn --arg id "$A" --arg commit "${COMMIT//b/a}" --arg digest "$DIGEST" \
  '{id: $id, version: "1.0.0", commit: $commit, digest: $digest, run: "7", rehearses: "stage"}')"
given run 29 workflow=probe-rehearsal.yml event=schedule status=completed conclusion=failure at=2026-11-24T06:19:00Z
given run 30 workflow=probe-rehearsal.yml event=schedule status=completed conclusion=failure at=2026-11-24T08:49:00Z
given run 31 workflow=probe-rehearsal.yml event=schedule status=completed conclusion=failure at=2026-11-24T09:25:00Z branch=feature/x
at "2026-11-24 09:30 UTC"
export TARGET=stage SOURCE=rehearsal
when require_rules rehearsal-to-stage
expect refuses "one rule does not hold"
expect says "$B has been well in rehearsal since a probe failed on Tue 2026-11-24 09:49, for 41 minutes of the 2 hours that it has to soak there; it has from Tue 2026-11-24 11:49 on"
