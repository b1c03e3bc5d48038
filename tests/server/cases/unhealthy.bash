# Users never see a release that is not well, and the one before goes on.
environment prod
release 1 healthy
release 2 unhealthy
deploy 1
expect code 0
users
deploy 2
gone
faults=1
expect code 1
expect said 'failed in phase health'
expect said 'prod is back at release-20250101-120001'
expect lost 0
expect well
expect only 1
expect serves 1
expect running 1
