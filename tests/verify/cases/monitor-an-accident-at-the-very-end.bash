given METRICS error-rate url /errors
given LIMITS error-rate '' below 1 percent
serve /errors 0 0 7 0
when <<<'monitor 2'
expect passes
expect says "Watched for 2 seconds, 4 looks: error-rate 0 percent"
