# Railway has taken the push already; a variable with another value makes it deploy once more, and that is what is waited for.
setting RAILWAY_BY=webhook
platform "{deployed: {meta: {commitHash: \"$COMMIT\"}, version: \"2.0.0\"}}"
deploy
expect passes
expect says "web runs deployment dep-2"
expect platform '.running == "2.0.0" and (.deployments | length) == 2'
deploy
expect passes
expect platform '(.deployments | length) == 2'
