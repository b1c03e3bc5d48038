# errexit, nounset and pipefail are on in a command of several lines.
library=steps
export RECORD= RELEASE_DIR=$here/checkout
export TOOLS_MAY_COMPLAIN=yes
for line in 'false' 'false | true' 'echo $unset_here'; do
  printf -v command '%q' "$line"$'\necho "not reached"'
  when <<END
begin_phase deploy
step one
run $command
END
  expect refuses "failed in phase deploy: one"
  expect does_not_say "not reached"
done
