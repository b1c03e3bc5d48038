# All steps, in order, and the record says so.
export API_KEY=k RECORD=50
given record 10 prod $A success
given record 50 prod $B queued run=42
deploy prod
expect passes
expect ran $'validate.sh \nship.sh \nafter.sh x y\nsmoke.sh \nverify.sh \nverify.sh again'
expect record 50 success "$B 2.0.0 from staging"
expect requested POST /repos/o/r/deployments/50/statuses 2
expect says "::group::deploy"
expect summary_says "**prod** runs **$B** (2.0.0, bbbbbbbbbbbb); before: $A."
