# Two machines behind ssh: both get the release, or none does; the keys that open them stay here.
environment prod
machine web-1
machine web-2
release 1 healthy
release 2 healthy
release 3 healthy
deploy 1
expect code 0
at=web-1 expect serves 1
at=web-2 expect serves 1
at=web-2
users
deploy 2
expect code 0
expect said 'web-2: release-20250101-120002 gets 10 percent'
at=web-1 expect serves 2
expect serves 2
# What is killed cannot clear up; the runner empties its folder behind every job.
[[ -z $(ls "$here/temp") ]] || fail "something is left where the keys were: $(ls "$here/temp")"
killed 3 'web-1: release-.* gets 50 percent'
deploy 3
expect code 0
at=web-1 expect serves 3
expect serves 3
gone
expect lost 0
expect well
expect hidden
answer=$(curl --silent "http://127.0.0.1:$(port_of web-1)/health")
[[ $(jq -c '[.knows_secret, .other_secrets]' <<<"$answer") == '[true,[]]' ]] || fail "the service has other secrets than its own: $answer"
