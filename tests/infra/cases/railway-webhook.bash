# Railway takes it from a push by itself, a while later.
setting RAILWAY_BY=webhook
rm "$here/bin/railway"
platform "{faults: {pushed_after: 1, commit: \"$COMMIT\"}}"
deploy
expect passes
expect says "Waiting for Railway to take bbbbbbbbbbbb for web"
expect platform '.running == "2.0.0" and .variables["svc-1"] == {"SIZE": "small", "PASSWORD": "hunter2"}'
