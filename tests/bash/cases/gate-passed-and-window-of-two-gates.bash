given record 12 production "$B" success at=2026-11-20T09:00:00Z
rehearsed second 2026-11-10T09:00:00Z
export TARGET=second
when require_rules staging-to-second
expect refuses "one rule does not hold" "Tue 2026-11-24 14:00"
expect says "the window late-hours is closed"
