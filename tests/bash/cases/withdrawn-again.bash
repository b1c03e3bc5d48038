given record 10 prod $A success withdraws=$B
given record 11 prod $B success reason="fixed by a setting"
given record 12 prod $A success withdraws=$B reason=no
when require_not_withdrawn $B prod ""
expect refuses "was withdrawn"
