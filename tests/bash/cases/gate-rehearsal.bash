when output_rehearsal production
expect passes
expect outputs "release=$B
version=2.0.0
commit=$COMMIT
digest=$DIGEST
before=$A
before-version=1.0.0
before-commit=${COMMIT//b/a}
before-digest=$DIGEST"
