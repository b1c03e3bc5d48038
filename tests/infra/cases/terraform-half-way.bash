# What was done before it failed stands in the state; the next plan says what is left, and finishes it.
configuration '{first: {input: "a"}, second: {input: "b", depends_on: ["terraform_data.first"], provisioner: {"local-exec": {command: "test -e '"$here"'/mended"}}}}'
plan
deploy
expect refuses "failed in phase deploy" "could not be applied; what was done before that stands in the state"
expect record failure
expect runs first=a second=b
expect no_plan_left
touch "$here/mended"
plan
expect refuses "this destroys 1: terraform_data.second"
export DESTROYS=1
plan
deploy
expect passes
expect runs first=a second=b
expect record success
