# Behind our own dispatch stands who pushed: dora may not approve, ann may.
export STARTED_BY_RUN=41 GITHUB_ACTOR="github-actions[bot]"
given run 41 actor=dora event=push workflow=deploy.yml branch=release/v2.0.0
given run 42 actor=github-actions[bot]
given review dora approved prod
when require_approvals prod
expect refuses "prod by dora (who started the run)"
given review ann approved prod
when require_approvals prod
expect prints ann
