# A person's "success" does not end what is under way.
given record 11 staging $B success by=mallory run=8
when require_running $B staging
expect refuses "on its way"
