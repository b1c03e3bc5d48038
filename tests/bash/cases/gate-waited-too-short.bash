given run 42 at=2026-11-24T09:10:00Z
when require_waited production-wait 30
expect refuses "only 20 minutes have passed of the wait of 30 minutes" "gh workflow run"
