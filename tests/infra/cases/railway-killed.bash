# Killed before and after the upload: started again, the release runs, and only that.
platform '{deployed: {meta: {cliMessage: "release-20250101-120000 1.0.0"}, version: "1.0.0"}}'
killed before deploy
expect dies
expect platform '.running == "1.0.0"'
deploy
expect passes
killed after deploy
expect dies
deploy
expect passes
expect platform '.running == "2.0.0"'
