# What is equal to its limit is not below it.
given METRICS duration url /duration
given LIMITS duration '' below 1500 ms
serve /duration 1500
when <<<'monitor 60'
expect fails "duration was over its limit in 3 of the last 3 looks: it is 1500 ms, and should be below 1500 ms)"
