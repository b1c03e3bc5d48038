# People see what happens to what, and nothing else; what is planned is forgotten.
configuration '{web: {input: "${var.size}"}, secret: {input: ["a", "${var.password}"]}}'
plan
expect passes
expect summary_says '**2 to create**; outputs that change: size'
expect summary_says '| create | terraform\_data.web |'
expect output '^plan=[0-9a-f]{64}$'
expect no_plan_left
