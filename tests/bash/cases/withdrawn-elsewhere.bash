given record 11 staging $A success withdraws=$B
when require_not_withdrawn $B prod ""
expect passes
