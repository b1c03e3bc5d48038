export GITHUB_REF_TYPE=tag
when hand_over v2.0.0-rc.1
expect passes
expect nothing_written
expect says "no way starts at the tag"
