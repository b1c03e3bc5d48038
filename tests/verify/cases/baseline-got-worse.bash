given METRICS throughput url /t
given LIMITS throughput '' within 20 ''
serve /t 100 100 100 79.9
when <<<'take_baseline; monitor 60'
expect fails "throughput was over its limit in 3 of the last 3 looks: it is 79.9, and should be within 20 percent of the baseline of 100)"
