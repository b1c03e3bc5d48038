export API_KEY=k RECORD=50 RELEASE_ID=$'x\n::error::forged'
deploy prod
expect refuses "is not a release id"
expect ran ""
