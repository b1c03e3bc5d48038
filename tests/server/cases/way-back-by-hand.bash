# What users leave ends at once; when it is too late for that, the release before is started again from its folder.
environment prod
release 1 healthy
release 2 healthy
deploy 1
deploy 2
expect running 2
users
back 1 2
expect code 0
expect said 'by switch-back'
expect serves 1
expect running 1
setting SERVER_KEEP_SECONDS=2
deploy 2
for _ in {1..60}; do
  if (expect running 1) 2>/dev/null; then break; fi
  sleep 0.5
done
expect running 1 # the time that the old one was kept for is over
back 1 2
gone
expect code 0
expect said 'release-20250101-120001 does not run any more'
expect said 'by previous-release'
expect lost 0
expect well
expect only 1 2
expect serves 1
expect running 1
