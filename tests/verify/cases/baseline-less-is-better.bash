# Where the number has a limit that it stays below, less than before is no failure.
given METRICS error-rate url /t
given LIMITS error-rate '' below 5 percent error-rate '' within 20 ''
serve /t 1 1 1 0
when <<<'take_baseline; monitor 3'
expect passes
