given METRICS error-rate url /t
given LIMITS error-rate '' within 20 ''
given PREVIOUS_RELEASE_ID=
serve /t 7
when <<<'take_baseline; monitor 1'
expect passes
expect says "no release ran here before, so there is nothing to compare error-rate with"
expect asked /t 2
