when hand_over feature/x
expect refuses 'a push to "feature/x" is deployed nowhere'
expect nothing_written
