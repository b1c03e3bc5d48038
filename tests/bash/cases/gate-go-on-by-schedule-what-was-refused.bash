given record 20 dev "$B" success at=2026-11-23T23:00:00Z
given page 2
for number in 60 61 62 63; do given run $number status=completed conclusion=success actor='github-actions[bot]' title="Promote $A from dev to test"; done
given run 50 status=completed conclusion=failure actor='github-actions[bot]' title="Promote $B from dev to test"
when go_on_by_schedule
expect passes
expect nothing_written
expect says "$B was started already"
