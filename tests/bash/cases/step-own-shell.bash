# What one command sets is gone in the next.
library=steps
export RECORD= RELEASE_DIR=$here/checkout
when <<END
begin_phase deploy
step one
run 'x=1; cd /'
run '[[ -z \${x-} && \$PWD == "$here/checkout" ]]'
END
expect passes
