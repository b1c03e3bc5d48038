# Twenty percent of nothing are nothing: then the other limit decides.
given METRICS error-rate url /t
given LIMITS error-rate '' below 5 percent error-rate '' within 20 ''
serve /t 0 0 0 0.1
when <<<'take_baseline; monitor 3'
expect passes
