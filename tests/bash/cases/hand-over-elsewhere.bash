# Other branches go to other places, and this push does not.
map 'PUSHES=(develop "^develop$" dev-int "release/*" "^release/[^/]*$" uat)'
when hand_over develop
expect passes
expect requested POST /repos/o/r/actions/workflows/deploy.yml/dispatches 1 '.body.inputs.environment == "dev-int"'
expect requested POST /repos/o/r/actions/workflows/deploy.yml/dispatches 1
