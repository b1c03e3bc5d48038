given record 12 production "$B" success at=2026-11-20T09:00:00Z
given record 13 production "$A" success at=2026-11-21T09:00:00Z
rehearsed second 2026-11-10T09:00:00Z
export TARGET=second
at "2026-11-24 13:00 UTC"
when require_rules staging-to-second
expect passes
