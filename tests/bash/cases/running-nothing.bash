when require_running $B staging
expect refuses "no release was ever deployed to staging by this pipeline" adopt
