given record 10 staging $A success
given record 11 staging $B success creator=mallory
when require_running $B staging
expect refuses "$A runs in staging"
