given record 10 prod $B success
given record 11 prod $A success withdraws=$B reason="orders fail"
when require_not_withdrawn $B prod ""
expect refuses "$B was withdrawn from prod (\"orders fail\")" "give a reason in override"
