# What fails before anything changed leaves the place as it was, and the record says so.
export SOURCE=active TARGET=staging RECORD=50 OPERATIONS_WEBHOOK=http://127.0.0.1:9/hook
export PREVIOUS_RELEASE_ID=$A PREVIOUS_VERSION=1.0.0 PREVIOUS_COMMIT=${COMMIT//b/a} PREVIOUS_DIGEST=$DIGEST
export PREVIOUS_RELEASE_DIR=$here/checkout PREVIOUS_ARTIFACT_DIR=$here/before
given record 50 staging "$B" queued run=42
ops validate.sh <<<'exit 1'
deploy staging
expect refuses "failed in phase validate: Settings (exit code 1)"
expect record last error "before anything changed"
expect ran ""
