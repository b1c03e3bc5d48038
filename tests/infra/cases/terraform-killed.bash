# Killed while it plans, before it applies and when it has applied: started again, with a plan of its own, it comes to the right end.
[[ ${REAL_TERRAFORM:-} != yes ]] || touch "$here/passed"
[[ ${REAL_TERRAFORM:-} != yes ]] || exit 0
configuration '{web: {input: "a"}, db: {input: "b"}}'
plan
deploy
calls=$(wc -l <"$here/calls")
((calls > 4)) || fail "only $calls calls"
for at in 3 "$calls" "$((calls + 1))"; do
  rm -f "$here/state"
  plan
  killed "$( ((at > calls)) && echo "after $calls" || echo "before $at")" deploy
  expect dies
  plan
  deploy
  expect passes
  expect runs db=b web=a
  expect no_plan_left
done
