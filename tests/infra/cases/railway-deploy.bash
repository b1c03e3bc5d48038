# Writes the variables, uploads the release, waits until it runs, and looks at it.
platform '{deployed: {meta: {cliMessage: "release-20250101-120000 1.0.0"}, version: "1.0.0"}}'
touch "$here/artifact/index.html"
deploy
expect passes
expect record success
expect uploaded "svc-1: index.html"
expect platform '.running == "2.0.0"'
expect platform '.variables["svc-1"] == {"SIZE": "small", "PASSWORD": "hunter2", "RELEASE_ID": "release-20250102-120000", "VERSION": "2.0.0", "COMMIT": ("b" * 40), "ENVIRONMENT": "production"}'
expect says "Wrote to web: RELEASE_ID, VERSION, COMMIT, ENVIRONMENT, SIZE, PASSWORD"
