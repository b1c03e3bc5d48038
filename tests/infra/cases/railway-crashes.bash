# It starts and crashes, at once or a little later.
platform '{faults: {becomes: "SUCCESS,CRASHED"}}'
deploy
expect refuses "failed in phase verify" "web started and has crashed since (deployment dep-1)"
platform '{faults: {becomes: "CRASHED"}}'
deploy
expect refuses "failed in phase deploy" "web starts and crashes (deployment dep-2)"
