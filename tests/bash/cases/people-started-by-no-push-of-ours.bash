# A number that names somebody else's run hides nobody.
export STARTED_BY_RUN=41 GITHUB_ACTOR="github-actions[bot]"
given run 41 actor=dora event=push workflow=ci.yml
given run 42 actor=github-actions[bot]
given review ann approved prod
when require_approvals prod
expect refuses "run 41 was not a push that deploy.yml handed over"
