# Prints everything, does nothing, needs nothing.
unset RELEASE_ID
deploy prod --dry-run
expect passes
expect says "would run: ./ops/ship.sh"
expect says "Dry run: nothing was changed"
expect ran ""
expect requested '.*' '.*' 0
