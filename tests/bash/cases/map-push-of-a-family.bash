# A pattern with a choice, another environment.
map 'PUSHES=("release/*" "^release/[^/]*$" uat)'
when <<END
require_push release/x uat
hand_over release/x uat
END
expect passes
expect requested POST /repos/o/r/actions/workflows/deploy.yml/dispatches 1 '.body.inputs.branch == "release/x" and .body.ref == "main"'
