# It gets worse in the last second: it is looked at until it is clear.
given METRICS error-rate url /errors
given LIMITS error-rate '' below 1 percent
serve /errors 0 0 7
when <<<'monitor 2'
expect fails "error-rate was over its limit in 3 of the last 5 looks: it is 7 percent"
