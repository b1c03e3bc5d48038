# The failure of a phase that is among those: the release before comes back by the first way that works, and people learn of it.
export SOURCE=active TARGET=staging RECORD=50 OPERATIONS_WEBHOOK=http://127.0.0.1:9/hook
export PREVIOUS_RELEASE_ID=$A PREVIOUS_VERSION=1.0.0 PREVIOUS_COMMIT=${COMMIT//b/a} PREVIOUS_DIGEST=$DIGEST
export PREVIOUS_RELEASE_DIR=$here/checkout PREVIOUS_ARTIFACT_DIR=$here/before
given record 50 staging "$B" queued run=42
ops ship.sh <<<'echo "ship $RELEASE_ID $VERSION" >>"$RAN"'
ops smoke.sh <<<'echo "smoke $RELEASE_ID" >>"$RAN"; [[ $RELEASE_ID != *0102* ]]'
ops switch-back.sh <<<'echo "switch-back $RELEASE_ID" >>"$RAN"; exit 1'
deploy staging
expect fails_with 1
expect says "::error::failed in phase smoke: Sign-in (exit code 1)"
expect ran "validate.sh 
ship $B 2.0.0
smoke $B
switch-back $A
ship $A 1.0.0
smoke $A
verify.sh "
expect record 50 failure "$B failed in phase smoke: Sign-in"
expect record last success "back to $A by promote-from"
expect requested POST '/repos/o/r/deployments' 1 '.body.payload | .id == env.A and .withdraws == env.B and (.reason | startswith(env.B + " failed"))'
expect requested POST '/repos/o/r/issues' 1 '.body | .labels == ["post-mortem"] and .title == "What went wrong with 2.0.0 (\(env.B)) in staging"'
expect summary_says "**staging** is back at **$A** (by promote-from)"
