given record 13 production "$A" success at=2026-11-21T09:00:00Z
rehearsed second 2026-11-10T09:00:00Z
export TARGET=second
at "2026-11-24 13:00 UTC"
when require_rules staging-to-second
expect refuses "one rule does not hold"
expect says "$B was not deployed to production and verified there; let it pass production first"
