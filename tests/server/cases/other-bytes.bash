# An id stands for the same bytes for ever.
environment staging
release 1 healthy
deploy 1
expect code 0
printf 'more\n' >"$here/built/1/more"
deploy 1
faults=1
expect code 1
expect said 'kept there with other bytes'
expect serves 1
