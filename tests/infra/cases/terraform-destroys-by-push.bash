# A push has nobody to ask: its commit says it.
export SOURCE=push
configuration '{web: {input: "a"}, db: {input: "b"}}'
plan
deploy
configuration '{web: {input: "a"}}'
plan
expect refuses "push a commit whose message has the line: Destroys: 1"
message $'Drop the database\n\nDestroys: 1'
configuration '{web: {input: "a"}}'
plan
expect passes
expect says "this destroys 1, as somebody agreed: terraform_data.db"
