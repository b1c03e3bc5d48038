# Railway runs what ran before, without building it; asked twice, it stays there.
platform '{deployed: {meta: {cliMessage: "release-20250101-120000 1.0.0"}, version: "1.0.0"}}'
platform '{deployed: {meta: {cliMessage: "release-20250102-120000 2.0.0"}, version: "2.0.0"}}'
return_to_the_one_before
back
expect passes
expect record success "back to $A by platform"
expect platform '.running == "1.0.0" and (.deployments | length) == 3'
back
expect passes
expect says "web runs $A already"
expect platform '.running == "1.0.0" and (.deployments | length) == 3'
