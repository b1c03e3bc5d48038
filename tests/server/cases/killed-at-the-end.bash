# Killed when all users get the new one already, or when the old one is about to end; and the script alone, whose children go on.
environment prod
setting SERVER_KEEP_SECONDS=0
for number in 1 2 3 4 5; do release "$number" healthy; done
deploy 1
expect code 0
users
number=1
for moment in '== monitor' 'release-.* ends|current'; do
  number=$((number + 1))
  killed "$number" "$moment"
  deploy "$number"
  expect code 0
  expect serves "$number"
  expect running 1
done
KILLED=script
for moment in 0.6 'gets 10 percent'; do
  number=$((number + 1))
  killed "$number" "$moment"
  deploy "$number"
  expect code 0
  expect serves "$number"
  expect running 1
done
gone
expect lost 0
expect well
