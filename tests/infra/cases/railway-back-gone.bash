# What Railway does not keep is deployed again: the next way is taken.
platform '{deployed: {meta: {cliMessage: "release-20250101-120000 1.0.0"}, version: "1.0.0"}}'
platform '{deployed: {meta: {cliMessage: "release-20250102-120000 2.0.0"}, version: "2.0.0"}, faults: {keeps_nothing: true}}'
return_to_the_one_before
back
expect passes
expect says "Railway keeps no deployment of $A for web that it could run again"
expect record success "back to $A by previous-release"
expect platform '.running == "1.0.0"'
