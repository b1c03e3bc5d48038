# One look, or two apart from each other, is told and counts for nothing.
given METRICS error-rate url /errors
given LIMITS error-rate '' below 1 percent
serve /errors 0 7.5 0 0 0
when_in_real_time <<<'monitor 4'
expect passes
expect says "Over its limit: error-rate: it is 7.5 percent, and should be below 1 percent"
