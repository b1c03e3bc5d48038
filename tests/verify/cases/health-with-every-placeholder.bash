given HEALTH_PATH=/health
given HEALTH_EXPECT id '{id}' full '{commit}' build '{version}+{short-commit}' tag '{tag}' place '{environment}!'
serve /health "$(jq -cn --arg commit "$COMMIT" '{id: "release-20250103-120000", full: $commit, build: "2.1.0+\($commit[:12])", tag: "v2.1.0", place: "prod!"}')"
when <<<'require_healthy public'
expect passes
