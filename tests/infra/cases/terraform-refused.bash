# The provider says no, before anybody is asked.
configuration '{web: {input: "a"}}'
fault PLAN_FAILS yes
[[ ${REAL_TERRAFORM:-} != yes ]] || configuration '{web: {input: "${var.gone}"}}'
plan
expect refuses "infra could not be planned"
[[ ${REAL_TERRAFORM:-} == yes ]] || expect says "The provider's credentials were refused."
expect no_output
expect no_plan_left
