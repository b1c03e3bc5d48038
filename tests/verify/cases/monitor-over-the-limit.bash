# Over its limit, and stays there: three looks are enough, the rest of the time need not pass.
given METRICS latency url /latency
given LIMITS latency p95 below 500 ms
serve /latency '{"p95": 480}' '{"p95": 812.5}'
when <<<'monitor 60; echo and goes on'
expect fails "latency p95 was over its limit in 3 of the last 4 looks: it is 812.5 ms, and should be below 500 ms)"
expect says "Over its limit: latency p95: it is 812.5 ms, and should be below 500 ms"
expect does_not_say "and goes on"
