when hand_over main prod
expect refuses "no push is deployed to prod"
expect nothing_written
