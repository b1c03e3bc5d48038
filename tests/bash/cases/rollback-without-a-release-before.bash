# The first release has nothing to go back to.
export SOURCE=active TARGET=staging RECORD=50 OPERATIONS_WEBHOOK=http://127.0.0.1:9/hook
export PREVIOUS_RELEASE_ID=$A PREVIOUS_VERSION=1.0.0 PREVIOUS_COMMIT=${COMMIT//b/a} PREVIOUS_DIGEST=$DIGEST
export PREVIOUS_RELEASE_DIR=$here/checkout PREVIOUS_ARTIFACT_DIR=$here/before
given record 50 staging "$B" queued run=42
export PREVIOUS_RELEASE_ID=
ops smoke.sh <<<'exit 1'
deploy staging
expect refuses "no other release was good in staging, so there is no way back: it needs a person now"
expect record last failure "failed in phase smoke"
