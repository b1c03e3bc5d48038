# A tenth of the users get it, then half of them; so says nginx, and so say the answers.
environment staging
release 1 healthy
release 2 healthy
deploy 1
expect code 0
killed 2 'gets 10 percent'
sleep 0.3
users
sleep 2
gone
expect lost 0
expect share 2 7 13
killed 2 'gets 50 percent'
sleep 0.3
users
sleep 2
expect share 2 44 56
deploy 2
gone
expect code 0
expect lost 0
expect well
expect serves 2
expect running 1 # nobody asked to keep the old one
