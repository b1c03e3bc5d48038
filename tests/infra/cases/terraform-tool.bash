# The tool that the pipeline names, in the version that it names, and a folder that is there.
configuration '{web: {input: "a"}}'
fault TERRAFORM_SAYS 1.12.9
if [[ ${REAL_TERRAFORM:-} != yes ]]; then
  plan
  expect refuses "this machine has terraform 1.12.9, and the pipeline wants 1.13"
  fault TERRAFORM_SAYS 1.130.0
  plan
  expect refuses "this machine has terraform 1.130.0"
fi
no_fault
rm -r "$here/checkout/infra"
plan
expect refuses "$B has no folder infra"
