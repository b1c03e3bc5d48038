given tag v2.0.0 "$COMMIT"
when commit_of_tag v2.0.0
expect prints "$COMMIT"
