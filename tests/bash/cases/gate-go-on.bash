export GITHUB_RUN_ID=42
when go_on "$B" dev
expect passes
expect requested POST '/repos/o/r/actions/workflows/promote-release.yml/dispatches' 1 '.body == {ref: "main", inputs: {release_id: "release-20250102-120000", source_environment: "dev", target_environment: "test"}}'
