# On the second machine somebody else has the port: nobody is switched on the first one either. Then it is another machine than before.
environment prod
machine web-1
machine web-2
release 1 healthy
release 2 healthy
deploy 1
expect code 0
at=web-1
users
python3 -m http.server --bind 127.0.0.1 "$(($(port_of web-2) + 2))" >/dev/null 2>&1 &
other=$!
until curl --silent --output /dev/null "http://127.0.0.1:$(($(port_of web-2) + 2))"; do sleep 0.1; done
deploy 2
kill "$other"
expect code 1
expect said "web-2: port $(($(port_of web-2) + 2)) is taken by another program"
ssh-keygen -q -t ed25519 -N '' -f "$here/other"
sed -i "s|^web-2 .*|web-2 $(cut -d ' ' -f 1,2 "$here/other.pub")|" "$here/known"
deploy 2
gone
faults=2
expect code 1
expect said 'Host key verification failed'
expect said 'web-2: ssh does not get there'
expect lost 0
expect only 1
expect serves 1
at=web-2 expect serves 1
