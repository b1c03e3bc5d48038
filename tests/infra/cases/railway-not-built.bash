# What fails before it runs takes nothing away: the release before still runs.
platform '{deployed: {meta: {cliMessage: "release-20250101-120000 1.0.0"}, version: "1.0.0"}, faults: {becomes: "FAILED"}}'
deploy
expect refuses "Railway could not build or start web (deployment dep-2); the one before still runs"
expect platform '.running == "1.0.0"'
expect record failure
