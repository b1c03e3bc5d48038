# It runs, but nobody can know: not green.
export API_KEY=k RECORD=50
given record 50 prod $B queued run=42
ops verify.sh <<<'curl -sS -X PUT --data-binary @"$DOWN" "$GITHUB_WORLD/_given"'
printf 'fault\x1f503\x1f9\x1fPOST\x1fstatuses\x1f\x1e' >"$here/down"
export DOWN=$here/down GITHUB_WORLD=$GITHUB/$name
deploy prod
expect refuses "$B runs in prod, but its record could not be closed"
expect record 50 in_progress
