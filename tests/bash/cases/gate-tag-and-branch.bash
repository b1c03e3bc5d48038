export BRANCH=main
when require_tag v2.0.0 production production
expect refuses "a release is made from one of them"
