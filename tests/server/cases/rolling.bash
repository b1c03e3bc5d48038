# One after the other, without a moment in which nobody answers; the old one ends at once.
environment test
release 1 healthy
release 2 healthy
release 3 unhealthy
deploy 1
expect code 0
users
deploy 2
expect code 0
expect running 1
expect serves 2
deploy 3
gone
faults=1
expect code 1
expect said 'failed in phase health'
expect said 'test is back at release-20250101-120002'
expect lost 0
expect well
expect only 1 2
expect serves 2
expect running 1
