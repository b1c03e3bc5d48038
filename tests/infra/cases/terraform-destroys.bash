# What is lost is agreed to by its number, before anybody is asked.
configuration '{web: {input: "a"}, db: {input: "b"}, cache: {input: "c", triggers_replace: "1"}}'
plan
deploy
configuration '{web: {input: "a"}, cache: {input: "c", triggers_replace: "2"}}'
plan
expect refuses "this destroys 2: terraform_data.cache, terraform_data.db" "-f target_environment=production -f destroys=2"
expect summary_says '| **destroy** | terraform\_data.db |'
expect summary_says '| **replace** | terraform\_data.cache |'
expect no_output
expect no_plan_left
export DESTROYS=1
plan
expect refuses "Agreed to were 1"
export DESTROYS=2
plan
expect passes
deploy
expect passes
expect runs cache=c web=a
