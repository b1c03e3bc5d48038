given run 9 workflow=ci.yml status=completed
given record 11 staging $B success run=9
when require_running $B staging
expect refuses "no release was ever deployed to staging"
