# The branch is everybody's: what is tried where nothing is wrong takes the next way.
library=steps
export SOURCE=rehearsal ENVIRONMENT=staging RECORD= RELEASE_DIR=$here/checkout ARTIFACT_DIR=$here/artifact GITHUB_ACTIONS=
when <<'END'
by_revert() { echo reverted >>"$RAN"; }
by_other() { echo other >>"$RAN"; }
start_rollback 60
way_back revert by_revert
way_back previous-release by_other
finish_rollback
END
expect passes
expect ran other
expect says "A rehearsal reverts nothing"
