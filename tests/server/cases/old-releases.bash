# So many are kept, and never less than what runs.
environment prod
setting SERVER_KEEP_SECONDS=0
setting SERVER_KEEP=2
for number in 1 2 3; do
  release "$number" healthy
  deploy "$number"
  expect code 0
done
kept=$(ls "$here/here/weather/releases" | tr '\n' ' ')
[[ $kept == "$(id_of 2) $(id_of 3) " ]] || fail "$kept are kept"
setting SERVER_KEEP=0
deploy 3
expect code 0
kept=$(ls -A "$here/here/weather/releases" | tr '\n' ' ')
[[ $kept == ".$(id_of 3).digest $(id_of 3) " ]] || fail "$kept are kept"
expect serves 3
