given METRICS error-rate url /t
given LIMITS error-rate '' below 5 percent error-rate '' within 20 ''
serve /t 1 1 1 1.3
when <<<'take_baseline; monitor 60'
expect fails "error-rate was over its limit in 3 of the last 3 looks: it is 1.3, and should be within 20 percent of the baseline of 1)"
