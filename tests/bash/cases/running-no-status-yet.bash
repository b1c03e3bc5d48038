given record 10 staging $A success
given record 11 staging $B none run=8
when require_running $A staging
expect refuses "$B is on its way to staging"
