# It falls ill when users are there; what ran before is running still, and they are sent back at once.
environment prod 3
release 1 healthy
release 2 degrades
deploy 1
expect code 0
users
deploy 2
sleep 0.5
gone
faults=1
expect code 1
expect said 'prod is back at release-20250101-120001 by switch-back'
expect lost 0
expect only 1 2
expect met 2
expect back 30
expect serves 1
expect running 1
