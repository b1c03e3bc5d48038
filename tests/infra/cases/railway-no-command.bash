rm "$here/bin/railway"
deploy
expect refuses "this machine has no railway"
