# The release answers, and is not well.
platform '{site: {status: "degraded", version: "v2.0.0"}}'
deploy
expect refuses "failed in phase deploy" 'status is "degraded"'
