# The release crashed: what ran before comes back.
platform '{deployed: {meta: {cliMessage: "release-20250101-120000 1.0.0"}, version: "1.0.0"}}'
platform '{deployed: {meta: {cliMessage: "release-20250102-120000 2.0.0"}, version: "2.0.0"}}'
platform '{crashed: true}'
return_to_the_one_before
back
expect passes
expect platform '.running == "1.0.0"'
