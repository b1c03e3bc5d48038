# A rehearsal tries the ways back, and is no news to anybody: no issue, no message.
export SOURCE=rehearsal TARGET=staging RECORD=50 OPERATIONS_WEBHOOK=http://127.0.0.1:9/hook
export RELEASE_ID=$A VERSION=1.0.0 COMMIT=${COMMIT//b/a} WITHDRAWS=$B REASON="rehearses the way into prod"
export RELEASE_DIR=$here/checkout ARTIFACT_DIR=$here/artifact
given record 50 staging "$A" queued run=42
ops switch-back.sh <<<'echo "switch-back $RELEASE_ID" >>"$RAN"'
in_workflow deploy/rollback-staging.sh
expect passes
expect record 50 success "back to $A by switch-back"
expect requested POST '/repos/o/r/issues' 0
expect does_not_say "could not be told"
