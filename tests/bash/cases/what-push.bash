export GITHUB_EVENT_NAME=push GITHUB_REF_NAME=main GITHUB_SHA=$COMMIT
when what_to_build
expect prints "main $COMMIT"
expect requested '.*' '.*' 0
