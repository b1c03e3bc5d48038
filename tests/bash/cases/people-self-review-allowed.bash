# GitHub would let the starter approve.
given environment prod reviewers=ann self_review=allowed
given review ann approved prod
when require_approvals prod
expect refuses "prod lets people approve what they started" "Prevent self-review"
