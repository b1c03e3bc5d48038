# Killed while it applies: the lock stays, and the message says what to type; then the next plan finishes what is left.
[[ ${REAL_TERRAFORM:-} != yes ]] || touch "$here/passed"
[[ ${REAL_TERRAFORM:-} != yes ]] || exit 0
configuration '{first: {input: "a"}, second: {input: "b", depends_on: ["terraform_data.first"]}}'
plan
killed "within $(($(wc -l <"$here/calls") + 1))" deploy
expect dies
expect runs first=a
plan
expect passes
deploy
expect refuses "is locked by ci@runner since 2026-11-21 18:57:28" "terraform force-unlock -force "
rm "$here/state.lock"
plan
expect passes
expect summary_says "**1 to create**"
deploy
expect passes
expect runs first=a second=b
