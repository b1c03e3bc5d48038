# It never ran, so there is nothing to take back.
platform '{deployed: {meta: {cliMessage: "release-20250101-120000 1.0.0"}, version: "1.0.0"}, faults: {becomes: "FAILED"}}'
deploy
expect refuses "the one before still runs"
platform '{faults: {}}'
return_to_the_one_before
back
expect passes
expect says "web runs $A already"
expect platform '(.deployments | length) == 2'
