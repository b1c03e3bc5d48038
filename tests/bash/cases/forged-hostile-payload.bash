# What a record says is data, also in a message.
given record 11 staging $B success withdraws=$'x\n::error::forged' reason='$(touch pwned)'
when require_running $B staging
expect passes
