# What was killed on the way is not finished: another release follows, and it goes by what users get.
environment prod
setting SERVER_KEEP_SECONDS=0
for number in 1 2 3 4; do release "$number" healthy; done
deploy 1
expect code 0
users
killed 2 'gets 50 percent'
deploy 3
expect code 0
expect serves 3
expect running 1
killed 4 'gets 10 percent'
back 3 4
expect code 0
expect serves 3
expect running 1
gone
expect lost 0
expect well
