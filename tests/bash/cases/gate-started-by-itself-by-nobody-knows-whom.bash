export SOURCE=dev TARGET=test
given run 42 actor='github-actions[bot]'
given record 20 dev "$B" success
when starters
expect refuses "does not say who started it"
