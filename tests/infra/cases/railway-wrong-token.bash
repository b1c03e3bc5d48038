# A token that is none, and one of another project: before anything changes.
RAILWAY_TOKEN=nonsense
deploy
expect refuses "failed in phase validate" "the token in RAILWAY_TOKEN may not do that, or is none; make a project token for this environment on Railway"
RAILWAY_TOKEN=railway-token
platform '{faults: {project: "other"}}'
deploy
expect refuses 'the token in RAILWAY_TOKEN is one of the project "other", not of shop'
expect platform '.deployments == []'
