# Only our own bot hands over.
export STARTED_BY_RUN=41 GITHUB_ACTOR="helper[bot]"
given run 41 actor=dora event=push workflow=deploy.yml
given run 42 actor=helper[bot]
given review ann approved prod
when require_approvals prod
expect refuses "started_by_run is filled in by the pipeline itself"
