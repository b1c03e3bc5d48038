# The failure of a phase that is not among those: nothing is taken back, and it says what to do.
export SOURCE=active TARGET=staging RECORD=50 OPERATIONS_WEBHOOK=http://127.0.0.1:9/hook
export PREVIOUS_RELEASE_ID=$A PREVIOUS_VERSION=1.0.0 PREVIOUS_COMMIT=${COMMIT//b/a} PREVIOUS_DIGEST=$DIGEST
export PREVIOUS_RELEASE_DIR=$here/checkout PREVIOUS_ARTIFACT_DIR=$here/before
given record 50 staging "$B" queued run=42
ops verify.sh <<<'exit 1'
deploy staging
expect refuses "nothing was taken back by itself" "gh workflow run rollback.yml -f environment=staging -f reason="
expect record last failure "failed in phase verify: All is well"
expect requested POST '/repos/o/r/deployments' 0
