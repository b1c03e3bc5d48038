# In an emergency, with a reason, somebody plans and applies by hand: what is destroyed is still agreed to.
export GITHUB_ACTIONS="" BREAK_GLASS="the pipeline is down"
configuration '{web: {input: "a"}, db: {input: "b"}}'
deploy
expect passes
expect says "2 to create"
configuration '{web: {input: "a"}}'
deploy
expect refuses "this destroys 1: terraform_data.db" "If that is meant, DESTROYS=1 " "deploy/deploy-production.sh"
export DESTROYS=1
deploy
expect passes
expect runs web=a
