# Killed at any moment until users get the new one; the same once more comes to the right end.
environment prod
setting SERVER_KEEP_SECONDS=0
for number in 1 2 3 4 5 6; do release "$number" healthy; done
deploy 1
expect code 0
users
number=1
for moment in 0.05 0.25 'is in its folder' 0.5 0.8; do
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
expect hidden
