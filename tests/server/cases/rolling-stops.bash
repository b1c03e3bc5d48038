# One machine after the other: when the first one is ill, the second one is never touched.
environment test
machine test-1
machine test-2
release 1 healthy
release 2 unhealthy
deploy 1
expect code 0
at=test-1
users
deploy 2
gone
faults=1
expect code 1
expect said 'failed in phase health'
expect unsaid 'test-2: release-20250101-120002 runs'
expect said 'test is back at release-20250101-120001'
expect lost 0
expect only 1
expect serves 1
at=test-2 expect serves 1
