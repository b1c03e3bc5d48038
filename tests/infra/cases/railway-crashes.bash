# It starts, and crashes: that has a name of its own, for the rollback to know.
platform '{faults: {becomes: "SUCCESS,CRASHED"}}'
deploy
expect refuses crash-loop
platform '{faults: {becomes: "CRASHED"}}'
deploy
expect refuses "crash-loop" "web starts and crashes (deployment dep-2)"
