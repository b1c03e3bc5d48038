# Every field has to look like what it is.
given beyond_github
given record 11 staging $B success digest=sha256:00
given record 12 staging $B success commit=main
given record 13 staging $B success version=latest
given record 14 staging $B success run=7/../8
given record 15 staging "x$B" success
given record 16 staging $'x\n'"$B" success
given record 17 staging "$B"$'\nx' success
given record 18 staging $B success payload='[1]'
given record 19 staging $B success payload='"text"'
given record 20 staging $B success payload='{"id": 5}'
when require_running $B staging
expect refuses "no release was ever deployed to staging"
