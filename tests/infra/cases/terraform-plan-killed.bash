# A plan that was killed leaves nothing that the next one would stumble over.
[[ ${REAL_TERRAFORM:-} != yes ]] || touch "$here/passed"
[[ ${REAL_TERRAFORM:-} != yes ]] || exit 0
configuration '{web: {input: "a"}}'
for at in 3 4; do
  killed "after $at" plan
  expect dies
  expect no_output
done
plan
expect passes
expect no_plan_left
