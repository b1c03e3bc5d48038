# Records of others push ours to a later page.
given record 10 staging $A success
for number in 11 12 13 14 15; do given record $number staging $B success creator=mallory; done
when require_running $A staging
expect passes
