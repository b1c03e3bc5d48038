# It runs, and answers that it is something else.
platform '{site: {status: "healthy", version: "v1.0.0", code: 200}}'
deploy
expect refuses 'failed in phase health' 'version "v1.0.0", not v2.0.0: another release runs there'
