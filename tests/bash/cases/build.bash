# The build sees its version, not the token, and says the digest of what it packed.
export RELEASE_DIR=$here/checkout ARCHIVE=$here/release.tar.gz
in_workflow deploy/build.sh
expect passes
expect outputs "digest=sha256:$(sha256sum "$here/release.tar.gz" | cut -d ' ' -f 1)"
expect requested '.*' '.*' 0
