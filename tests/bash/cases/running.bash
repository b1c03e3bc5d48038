# The newest record that is a success, of a run that is over.
given record 10 staging $A in_progress,success
given record 11 staging $B in_progress,success
when require_running $B staging
expect passes
expect says '"record":11'
expect says '"source":"manual"'
