# Killed while some users get the new one and some the old one.
environment prod
setting SERVER_KEEP_SECONDS=0
for number in 1 2 3 4 5; do release "$number" healthy; done
deploy 1
expect code 0
users
number=1
for moment in 'runs on port' 'gets 10 percent' 'gets 50 percent' 'gets 100 percent'; do
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
