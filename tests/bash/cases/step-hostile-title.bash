# A title is text: no command to the runner, nothing to a shell, and it fits into a status.
library=steps
export RECORD=50 RELEASE_DIR=$here/checkout ARTIFACT_DIR=$here RELEASE_ID=$B VERSION=2.0.0 COMMIT=$(printf 'b%.0s' {1..40})
export SOURCE=push ENVIRONMENT=prod PREVIOUS_RELEASE_ID=
given record 50 prod $B in_progress run=42
when <<END
start_deployment 60
begin_change deploy
step \$'::error::forged\\n::error::forged \$(touch $here/pwned) $(printf 'x%.0s' {1..200})'
run 'exit 1'
END
expect refuses "failed in phase deploy: ::error::forged%0A::error::forged"
expect record 50 failure "failed in phase deploy: ::error::forged ::error::forged"
[[ ! -e $here/pwned ]] || fail "the title was run"
