# A crash is one of the failures after which it goes back by itself: Railway still keeps what ran before.
platform '{deployed: {meta: {cliMessage: "release-20250101-120000 1.0.0"}, version: "1.0.0"}}'
platform '{faults: {becomes: "SUCCESS,CRASHED"}}'
export PREVIOUS_RELEASE_ID=$A PREVIOUS_VERSION=1.0.0 PREVIOUS_DIGEST=$DIGEST PREVIOUS_RELEASE_DIR=$here/checkout
PREVIOUS_COMMIT=$(printf 'a%.0s' {1..40})
export PREVIOUS_COMMIT PREVIOUS_ARTIFACT_DIR=$here/artifact
deploy
expect refuses "web started and has crashed since (deployment dep-2)"
expect says "Rolling production back to $A"
expect record failure "$B failed in phase verify"
