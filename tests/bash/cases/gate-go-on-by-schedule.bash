given record 20 dev "$B" success at=2026-11-23T23:00:00Z
when go_on_by_schedule
expect passes
expect requested POST '/repos/o/r/actions/workflows/promote-release.yml/dispatches' 1 '.body.inputs == {release_id: "release-20250102-120000", source_environment: "dev", target_environment: "test"}'
