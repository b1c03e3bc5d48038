# The middle one of three, and twenty percent on it.
given METRICS throughput url /t
given LIMITS throughput '' within 20 ''
serve /t 100 900 110 131 132 133
when <<<'take_baseline; monitor 1'
expect passes
expect says "Baseline of throughput: 110"
