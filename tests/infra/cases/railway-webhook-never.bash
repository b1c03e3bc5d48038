# It does not take it: nobody can tell why, and what ran before still runs.
setting RAILWAY_BY=webhook
platform '{deployed: {meta: {commitHash: ("a" * 40)}, version: "1.0.0"}}'
deploy
expect refuses "nobody can tell" "Railway has not taken bbbbbbbbbbbb for web within 3 seconds, so the release before still runs: is the service connected to the branch"
