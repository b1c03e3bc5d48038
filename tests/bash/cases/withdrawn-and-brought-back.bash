given record 10 prod $A success withdraws=$B
given record 11 prod $B success reason="fixed by a setting"
when require_not_withdrawn $B prod ""
expect passes
