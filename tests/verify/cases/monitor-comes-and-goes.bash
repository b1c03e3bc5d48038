# What is over its limit every other time is no accident.
given METRICS error-rate url /errors
given LIMITS error-rate '' below 1 percent
serve /errors 7 0 7 0 7
when <<<'monitor 60'
expect fails "error-rate was over its limit in 3 of the last 5 looks: it is 7 percent, and should be below 1 percent)"
