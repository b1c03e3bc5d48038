# The record of this very run is not an answer.
given record 10 staging $A success
given record 11 staging $B in_progress run=42
when require_running $A staging
expect passes
