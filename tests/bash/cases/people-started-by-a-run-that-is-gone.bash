# Who started it cannot be found out.
export STARTED_BY_RUN=41 GITHUB_ACTOR="github-actions[bot]"
given run 42 actor=github-actions[bot]
given review ann approved prod
when require_approvals prod
expect refuses "run 41, which started this one, cannot be read"
