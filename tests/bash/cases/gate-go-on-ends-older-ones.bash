given workflow promote-release.yml
given run 50 status=waiting actor='github-actions[bot]' title="Promote $A from dev to test"
given run 51 status=waiting actor='github-actions[bot]' title="Promote $C from dev to test"
given run 52 status=waiting actor='github-actions[bot]' title="Promote $A from dev to staging"
given run 53 status=waiting actor=ann title="Promote $A from dev to test"
when go_on "$B" dev
expect passes
expect requested POST '/repos/o/r/actions/runs/50/cancel' 1
expect requested POST '/repos/o/r/actions/runs/5[123]/cancel' 0
expect says "$A no longer waits to go from dev to test: $B is newer"
