# Whoever is at work there is let finish.
configuration '{web: {input: "a"}}'
plan
printf '  ID: 1\n  Who: bo@laptop\n' >"$here/state.lock"
[[ ${REAL_TERRAFORM:-} == yes ]] || (sleep 1 && rm "$here/state.lock") &
TERRAFORM_LOCK_SECONDS=20 deploy
expect passes
expect runs web=a
