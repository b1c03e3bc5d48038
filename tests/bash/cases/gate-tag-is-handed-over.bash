export GITHUB_REF_TYPE=tag
given workflow deploy.yml
when hand_over v2.0.0
expect passes
expect requested POST '/repos/o/r/actions/workflows/deploy.yml/dispatches' 1 '.body.inputs == {environment: "production", release_type: "production", tag: "v2.0.0", started_by_run: "42"}'
