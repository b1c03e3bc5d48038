export SOURCE=dev TARGET=test
given run 42 actor='github-actions[bot]'
given record 20 dev "$B" success payload='{"id":"'"$B"'","version":"2.0.0","commit":"'"$COMMIT"'","digest":"'"$DIGEST"'","run":"7","starters":[{"id":4711,"login":"ann"}]}'
when starters
expect prints '[{"id":4711,"login":"ann"}]'
