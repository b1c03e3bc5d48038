# All limits hold: numbers from a command and from addresses, with and without a quantile.
expects
serve /health "$(health)"
given METRICS error-rate run './ops/metric.sh errors' latency url /latency restarts url "$SERVICE/restarts"
given LIMITS error-rate '' below 0.1 percent latency p95 below 500 ms latency p50 below 200 ms restarts '' below 5 'per hour'
ops metric.sh <<<'[[ $1 == errors && -z $QUANTILE && -z ${GH_TOKEN-} ]]; echo "  0.05  "'
serve /latency '{"p50": 120, "p95": 4.9e2}'
serve /restarts 4.5
when <<<'monitor 3; echo and goes on'
expect passes
expect says "Watching health, error-rate, latency p95, latency p50, restarts for 3 seconds"
expect says "Watched for 3 seconds, 4 looks: health bad in 0 of 4, error-rate 0.05 percent, latency p95 490 ms, latency p50 120 ms, restarts 4.5 per hour"
expect says "and goes on"
expect asked /restarts 4
