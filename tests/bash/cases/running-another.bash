given record 10 staging $A success
given record 11 staging $B success
when require_running $A staging
expect refuses "$B runs in staging, not $A"
