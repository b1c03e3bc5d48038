# The way back plans the configuration of the release before, and its reason is the agreement to what that destroys.
given record 49 production "$A" success
configuration '{web: {input: "a"}}'
plan
deploy
cp -r "$here/checkout" "$here/before"
configuration '{web: {input: "b"}, queue: {input: "c"}}'
plan
deploy
expect passes
expect runs queue=c web=b
return_to_the_one_before
rm -r "$here/checkout"
mv "$here/before" "$here/checkout"
given record 51 production "$A" queued run=42
RECORD=51
back
expect passes
expect says "the way back destroys 1: terraform_data.queue; its reason: it is slow"
expect summary_says "**1 to destroy, 1 to change**"
expect runs web=a
expect no_plan_left
