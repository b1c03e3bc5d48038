# Dots would lead to another place in the API.
when require_manual future future release/../../../issues
expect refuses "is not the name of a branch"
expect requested GET .* 0
