for number in 11 12 13 14 15; do
  given pull "$number" head="feature/$number" base=develop sha="$(printf "${number: -1}%.0s" {1..40})"
done
judge
expect passes
expect requested POST '/repos/o/r/statuses/.*' 5
