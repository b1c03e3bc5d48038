# What runs already counts from now on, with who said so and why.
export APPROVERS="ann bo" REASON="it ran before the pipeline" SOURCE=adopt
when <<'END'
require_environment "$TARGET"
require_reason "$REASON"
take_turn prod
finish_adoption
END
expect passes
expect record last success "$B 2.0.0, adopted"
expect requested POST /repos/o/r/deployments 1 '.body.payload | .source == "adopt" and .reason == "it ran before the pipeline" and .approvers == ["ann", "bo"]'
expect summary_says "It was recorded, not deployed: it ran before the pipeline"
