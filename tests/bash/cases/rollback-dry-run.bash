export GITHUB_ACTIONS= RECORD=
in_workflow deploy/rollback-staging.sh --dry-run
expect passes
expect says "would run: ./ops/switch-back.sh"
expect says "would run: ./ops/ship.sh"
expect says "Dry run: nothing was changed"
expect ran ""
expect nothing_written
