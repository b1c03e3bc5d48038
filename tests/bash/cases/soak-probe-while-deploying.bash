# While a release is on its way nothing is asked.
given record 10 rehearsal "$B" in_progress run=8
in_workflow deploy/probe-rehearsal.sh
expect passes
expect says "rehearsal was not asked whether it is well: $B is on its way to rehearsal"
expect nothing_written
