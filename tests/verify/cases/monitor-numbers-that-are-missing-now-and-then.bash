given METRICS error-rate url /errors
given LIMITS error-rate '' below 1 percent
serve /errors 500 0 500 0
when <<<'monitor 3'
expect passes
