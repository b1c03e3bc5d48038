# Railway that does not say what its deployments are: the newest other one is the one before, and health says whether it is.
platform '{faults: {tells_nothing: true}, deployed: {meta: {}, version: "1.0.0"}}'
platform '{deployed: {meta: {}, version: "2.0.0"}}'
return_to_the_one_before
back
expect passes
expect platform '.running == "1.0.0"'
