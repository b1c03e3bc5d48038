# The old one stops before the new one starts: users wait, but never get what nobody has looked at.
environment dev
release 1 healthy
release 2 healthy
release 3 unhealthy
deploy 1
expect code 0
expect serves 1
users
deploy 2
expect code 0
expect serves 2
expect running 1
deploy 3
gone
faults=1
expect code 1
expect said 'dev is back at release-20250101-120002 by previous-release'
expect well
expect only 1 2
expect serves 2
expect running 1
