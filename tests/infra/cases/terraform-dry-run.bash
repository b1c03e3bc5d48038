# Prints everything, asks nobody, changes nothing.
configuration '{web: {input: "a"}}'
deploy --dry-run
expect passes
expect says "would plan infra again, and go on only if it is what people saw"
expect says "would apply that plan"
[[ ! -s $here/calls ]] || fail "a tool was called"
expect runs
