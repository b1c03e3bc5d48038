# Nobody knows what becomes of it, so nobody says that it failed.
platform '{faults: {becomes: "DEPLOYING"}}'
deploy
expect refuses "nobody can tell" "deployment dep-1 of web is still deploying after 3 seconds"
