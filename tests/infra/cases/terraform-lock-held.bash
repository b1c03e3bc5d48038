# It waits; then it says who, since when, and what to type if nobody is there any more.
configuration '{web: {input: "a", provisioner: {"local-exec": {command: "sleep 4"}}}}'
plan
(
  set +e
  cp -r "$here/checkout" "$here/other"
  cd "$here/other/infra"
  export TF_IN_AUTOMATION=1 TF_INPUT=0 COMPLAINTS=$here/others PATH=$here/bin:$PATH
  mkdir -p -m 700 .terraform/deployment
  terraform init -no-color
  terraform plan -no-color -detailed-exitcode -out "$PWD/.terraform/deployment/plan" -lock=false
  exec terraform apply -no-color -lock-timeout 1s "$PWD/.terraform/deployment/plan"
) </dev/null >/dev/null 2>&1 &
sleep 1.5
deploy
expect refuses "the state of infra is locked by " " since 20" "1 seconds did not help" "terraform force-unlock -force "
expect no_plan_left
wait
deploy
expect passes
expect runs web=a
