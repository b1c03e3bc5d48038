# A bot that pushes is a starter like any other.
given run 42 actor=renovate[bot] event=push
given review ann approved prod
when require_approvals prod
expect prints ann
