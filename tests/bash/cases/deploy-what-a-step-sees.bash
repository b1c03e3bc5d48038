# The release, the environment's own, and not GitHub's token.
export API_KEY=k RECORD=50 GITHUB_TOKEN_TOO=1 ARTIFACT_DIR=/artifact
given record 10 prod $A success
given record 50 prod $B queued run=42
ops validate.sh <<<'printf "%s\n" "token=${GH_TOKEN-none}${GITHUB_TOKEN-none}" >>"$RAN"
env | grep -E "^(RELEASE_ID|VERSION|COMMIT|ENVIRONMENT|URL|PREVIOUS_RELEASE_ID|ARTIFACT_DIR|GREETING|PORT|API_KEY|LC_ALL)=" | sort >>"$RAN"; pwd >>"$RAN"'
deploy prod
expect passes
for line in token=nonenone "RELEASE_ID=$B" VERSION=2.0.0 "COMMIT=$COMMIT" ENVIRONMENT=prod URL=https://example.com "PREVIOUS_RELEASE_ID=$A" \
  ARTIFACT_DIR=/artifact "GREETING=it's \$5 a day" PORT=8080 API_KEY=k "$here/checkout"; do
  expect ran_with "$line"
done
