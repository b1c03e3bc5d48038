# Two real runs: one of them deploys after the other has ended, and never beside it.
given run 43
tell_github
cat >"$here/deploy" <<END
source deploy/lib.sh
take_turn prod
keep_turn
record_state "\$turn" in_progress deploying
echo "in \$GITHUB_RUN_ID" >>"\$RAN"
sleep 0.5
echo "out \$GITHUB_RUN_ID" >>"\$RAN"
record_state "\$turn" success done
END
when <<END
GITHUB_RUN_ID=43 bash -euo pipefail "$here/deploy" &
bash -euo pipefail "$here/deploy"
wait \$!
END
expect passes
expect says "Waiting for $B"
[[ $(paste -sd ' ' "$here/ran") =~ ^in\ (4.)\ out\ (4.)\ in\ (4.)\ out\ (4.)$ ]] || fail "they overlapped: $(<"$here/ran")"
[[ ${BASH_REMATCH[1]} == "${BASH_REMATCH[2]}" && ${BASH_REMATCH[3]} == "${BASH_REMATCH[4]}" && ${BASH_REMATCH[1]} != "${BASH_REMATCH[3]}" ]] || fail "they overlapped"
