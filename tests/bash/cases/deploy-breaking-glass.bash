# Loud, without a record, and with a reminder.
export GITHUB_ACTIONS= API_KEY=k BREAK_GLASS="the pipeline is down"
deploy prod
expect passes
expect says "BREAKING GLASS: prod is deployed by hand, past every check and approval. Reason: the pipeline is down"
expect says "record it with adopt"
expect ran_with "ship.sh "
expect requested '.*' '.*' 0
