given METRICS a url /a
given LIMITS a '' below 1 percent a '' within 20 '' a p95 below 3 ms
when --dry-run <<<'take_baseline; monitor 60'
expect passes
expect says "  would measure a, to compare with afterwards"
expect says "  would watch a, a p95 for 60 seconds"
expect asked /a 0
