# A number that is none leads nowhere else in the API.
export STARTED_BY_RUN='7/../../actions/runs/7' GITHUB_ACTOR="github-actions[bot]"
given run 42 actor=github-actions[bot]
given review ann approved prod
when require_approvals prod
expect refuses '"7/../../actions/runs/7" is not the number of a run'
