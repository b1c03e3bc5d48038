# The release before still answers: that is no failure of this one, and nothing is rolled back for it.
platform '{site: {status: "healthy", version: "v1.0.0"}}'
deploy
expect refuses "nobody can tell" "Vercel has not deployed $B within 3 seconds" "Its own page says whether it is slow or has refused"
