# No way works: the record says so, and people are told that most of all.
export SOURCE=active TARGET=staging RECORD=50 OPERATIONS_WEBHOOK=http://127.0.0.1:9/hook
export PREVIOUS_RELEASE_ID=$A PREVIOUS_VERSION=1.0.0 PREVIOUS_COMMIT=${COMMIT//b/a} PREVIOUS_DIGEST=$DIGEST
export PREVIOUS_RELEASE_DIR=$here/checkout PREVIOUS_ARTIFACT_DIR=$here/before
given record 50 staging "$B" queued run=42
ops smoke.sh <<<'exit 1'
ops switch-back.sh <<<'exit 1'
deploy staging
expect says "no way back worked: staging needs a person now"
expect record last failure "the rollback to $A failed"
expect requested POST '/repos/o/r/issues' 1 '.body.body | contains("staging needs a person now")'
expect says "operations could not be told"
