# A number that is none leads nowhere else in the API.
export STARTED_BY_RUN='7/../../actions/runs/7'
given run 42 actor=github-actions[bot]
given review ann approved prod
when require_approvals prod
expect refuses "which started this one, cannot be read"
