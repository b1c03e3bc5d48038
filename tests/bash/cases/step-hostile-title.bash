# A title is text: no command to the runner, nothing to a shell, and it fits into a status.
export RECORD=50 RELEASE_DIR=$here/checkout
given record 50 prod $B in_progress run=42
when <<END
begin_phase deploy
step \$'::error::forged\\n::error::forged \$(touch $here/pwned) $(printf 'x%.0s' {1..200})'
run 'exit 1'
END
expect refuses "failed in phase deploy: ::error::forged%0A::error::forged"
expect record 50 failure "failed in phase deploy: ::error::forged ::error::forged"
[[ ! -e $here/pwned ]] || fail "the title was run"
