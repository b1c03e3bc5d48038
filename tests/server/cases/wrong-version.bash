# It is well, and it is another version than the one that is deployed.
environment prod
release 1 healthy
release 2 wrong-version
deploy 1
expect code 0
users
deploy 2
gone
faults=1
expect code 1
expect said 'failed in phase health .*another release'
expect said 'prod is back at release-20250101-120001'
expect lost 0
expect well
expect only 1
expect serves 1
expect running 1
