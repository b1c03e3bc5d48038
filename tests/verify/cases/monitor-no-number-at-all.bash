given METRICS error-rate run ./ops/metric.sh latency url /latency
given LIMITS error-rate '' below 1 percent latency '' below 500 ms
serve /latency 100
when <<<'monitor 2'
expect cannot_tell "error-rate was known in 0 of 3 looks: its command is missing, or may not be run: ./ops/metric.sh)"
expect says "No number of error-rate: its command is missing, or may not be run: ./ops/metric.sh"
