# Without a baseline nothing is deployed that is to be compared with it.
given METRICS error-rate run ./ops/metric.sh
given LIMITS error-rate p99 within 20 ''
when <<<'take_baseline; echo and goes on'
expect fails "there is no baseline of error-rate p99, so nobody could say afterwards whether it got worse: its command is missing, or may not be run: ./ops/metric.sh)"
expect does_not_say "and goes on"
