# Data go back only for somebody who says where.
export GITHUB_ACTIONS= RECORD= RELEASE_DIR=$here/checkout
ops restore.sh <<<'echo restored >>"$RAN"'
in_workflow env deploy/rollback-data-staging.sh --restore
expect fails_with 1
expect says "--yes=staging answers"
in_workflow env deploy/rollback-data-staging.sh --restore --yes=production
expect fails_with 1
expect says '"production" is not staging; nothing was changed'
in_workflow env deploy/rollback-data-staging.sh --yes=staging
expect fails_with 1
expect says "say what to take back: --migration or --restore"
expect ran ""
in_workflow env deploy/rollback-data-staging.sh --restore --yes=staging
expect passes
expect ran restored
