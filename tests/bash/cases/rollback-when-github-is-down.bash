# Users come first: without a record the release before comes back all the same.
export SOURCE=active TARGET=staging RECORD=50 OPERATIONS_WEBHOOK=http://127.0.0.1:9/hook
export PREVIOUS_RELEASE_ID=$A PREVIOUS_VERSION=1.0.0 PREVIOUS_COMMIT=${COMMIT//b/a} PREVIOUS_DIGEST=$DIGEST
export PREVIOUS_RELEASE_DIR=$here/checkout PREVIOUS_ARTIFACT_DIR=$here/before
given record 50 staging "$B" queued run=42
ops smoke.sh <<<'[[ $RELEASE_ID != *0102* ]]'
ops switch-back.sh <<<'echo "switch-back $RELEASE_ID" >>"$RAN"'
given fault 503 9 POST 'o/r/deployments$'
deploy staging
expect says "GitHub keeps no record of this rollback: roll staging back once more when it answers"
expect ran "validate.sh 
ship.sh 
switch-back $A
verify.sh "
