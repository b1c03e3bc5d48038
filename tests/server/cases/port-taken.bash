# Somebody else listens there.
environment staging
release 1 healthy
python3 -m http.server --bind 127.0.0.1 "$((port + 1))" >/dev/null 2>&1 &
other=$!
until curl --silent --output /dev/null "http://127.0.0.1:$((port + 1))"; do sleep 0.1; done
deploy 1
kill "$other"
faults=1
expect code 1
expect said "port $((port + 1)) is taken by another program"
expect running 0
