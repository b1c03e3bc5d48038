# One ends right after its start, and one is never there for anybody; nothing happens to those who use the one before.
environment prod
release 1 healthy
release 2 never-starts
release 3 never-listens
deploy 1
expect code 0
sed -i 's/^SERVER_KEEP=.*/&\nSERVER_START_SECONDS=3/' "$script"
users
deploy 2
expect code 1
expect said 'failed in phase deploy.*it ended right after its start'
expect said 'this release does not start'
mkdir -p "$here/kept"
mv "$here/built/2" "$here/kept" # nobody counts it as the release before
deploy 3
gone
faults=2
expect code 1
expect said 'failed in phase deploy.*does not listen on port'
expect lost 0
expect well
expect only 1
expect serves 1
expect running 1
