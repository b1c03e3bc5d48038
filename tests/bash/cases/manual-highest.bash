# Versions are numbers: 10 comes after 9.
for branch in release/v1.9.0 release/v1.10.0 release/v1.9.12 release/next; do given branch $branch; done
when require_manual active active ""
expect prints release/v1.10.0
