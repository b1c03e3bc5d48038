given record 10 prod $B success
given record 11 prod $A success withdraws=$B
when require_not_withdrawn $B prod $'fixed by a setting\n::error::forged'
expect passes
expect says "::warning::$B was withdrawn from prod and comes back: fixed by a setting%0A"
expect summary_says "fixed by a setting"
