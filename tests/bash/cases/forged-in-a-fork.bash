# A fork has a branch main of its own.
given run 9 workflow=deploy.yml repository=mallory/r status=completed
given record 11 staging $B success run=9
when require_running $B staging
expect refuses "no release was ever deployed to staging"
