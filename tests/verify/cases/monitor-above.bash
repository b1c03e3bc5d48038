given METRICS success url /success
given LIMITS success '' above 99.5 percent
serve /success 99.4
when <<<'monitor 60'
expect fails "success was over its limit in 3 of the last 3 looks: it is 99.4 percent, and should be above 99.5 percent)"
