# Outside the pipeline a guarded environment asks for a reason.
export GITHUB_ACTIONS= API_KEY=k
deploy prod
expect fails_with 1
expect says 'prod is deployed by promote-release.yml, after its checks and approvals; in an emergency: BREAK_GLASS="why" deploy/deploy-prod.sh'
expect ran ""
