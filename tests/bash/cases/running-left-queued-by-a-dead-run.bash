# Nothing had changed: what ran before still runs.
given record 10 staging $A success
given record 11 staging $B queued run=7
given record 12 staging $B pending run=7
given record 13 staging $B none run=7
when require_running $A staging
expect passes
