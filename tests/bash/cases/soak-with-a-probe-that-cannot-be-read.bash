# Nobody knows, so it does not count.
given record 10 rehearsal "$B" success at=2026-11-24T06:00:00Z
given fault denied 9 GET actions/workflows/probe-rehearsal.yml/runs
given run 30 workflow=probe-rehearsal.yml
at "2026-11-24 09:30 UTC"
export TARGET=stage SOURCE=rehearsal
when require_rules rehearsal-to-stage
expect refuses "GitHub: GET repos/o/r/actions/workflows/probe-rehearsal.yml/runs"
