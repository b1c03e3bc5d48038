# It says what it would do, and does none of it.
environment prod
release 1 healthy
deploy 1 --dry-run
expect code 0
expect said 'would keep .* in .*/releases, and start it beside what runs: ./start'
expect said 'would send 10 percent'
expect unsaid 'runs on port'
[[ ! -e $here/here/weather ]] || fail "something was written"
