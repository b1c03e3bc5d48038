# Nobody was there before; then users notice nothing of the second deployment, nor of the same release once more.
environment prod
release 1 healthy
release 2 healthy
deploy 1
expect code 0
expect serves 1
users
deploy 2
expect code 0
expect said 'release-.*02 gets 10 percent of the traffic'
deploy 2
expect code 0
expect said 'runs already'
gone
expect lost 0
expect only 1 2
expect met 2
expect serves 2
expect running 2 # the old one is kept for the way back
expect hidden
answer=$(curl --silent "http://127.0.0.1:$port/health")
[[ $(jq -c '[.knows_secret, .other_secrets]' <<<"$answer") == '[true,[]]' ]] || fail "the service has other secrets than its own: $answer"
