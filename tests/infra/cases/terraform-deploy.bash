# Exactly the plan that people saw; a second time there is nothing left to do.
configuration '{web: {input: "${var.size}"}, secret: {input: "${var.password}"}}'
plan
deploy
expect passes
expect runs secret=hunter2 web=small
expect record success
expect no_plan_left
expect does_not_say Outputs
deploy
expect passes
expect says "Nothing is left to change"
