# Railway is gone for a moment, then for good.
platform '{faults: {down: 2}}'
deploy
expect passes
platform '{faults: {down: 99}}'
deploy
expect refuses "Railway does not answer (503)"
