given record 11 staging $B success run=9
when require_running $B staging
expect refuses "no release was ever deployed to staging"
expect says "Record 11 ($B) does not count: its run 9 is gone"
