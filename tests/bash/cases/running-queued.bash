# Who has claimed the turn is about to change things.
given record 10 staging $A success
given record 11 staging $B queued run=8
when require_running $A staging
expect refuses "$B is on its way to staging"
