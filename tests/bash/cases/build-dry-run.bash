export RELEASE_DIR=$here/checkout ARCHIVE=$here/release.tar.gz
in_workflow deploy/build.sh --dry-run
expect passes
expect says "would run: true"
[[ ! -e $here/release.tar.gz ]] || fail "it built"
