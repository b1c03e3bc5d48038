# Two patterns match, one of them twice: each environment once.
map 'PUSHES=("release/*" "^release/[^/]*$" uat "**" "^.*$" dev-int "**" "^.*$" uat)'
when hand_over release/v2.0.0
expect passes
expect requested POST /repos/o/r/actions/workflows/deploy.yml/dispatches 2
expect requested POST /repos/o/r/actions/workflows/deploy.yml/dispatches 1 '.body.inputs.environment == "uat"'
