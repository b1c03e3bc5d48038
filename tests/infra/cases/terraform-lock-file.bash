# A lock file of providers is kept to, and none is written.
configuration '{web: {input: "a"}}'
[[ ${REAL_TERRAFORM:-} == yes ]] || printf '# providers\n' >"$here/checkout/infra/.terraform.lock.hcl"
plan
expect passes
deploy
expect passes
