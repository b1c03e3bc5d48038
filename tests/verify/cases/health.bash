# The six fields of a release that is well, and everything else that can be asked.
expects
given HEALTH_LIVE=/live
given HEALTH_READY=/ready
given HEALTH_METRICS=/health/metrics
given HEALTH_VERSION=/version
given HEALTH_PARTS application path /health/app database run './ops/health.sh database'
ops health.sh <<<'echo "the $1 is asked by ${GH_TOKEN-nobody} in ${PWD##*/}"'
serve /live 200
serve /ready 204
serve /health "$(health)"
serve /health/metrics '{"requests": 1}'
serve /health/app ok
serve /version '{"version": "2.1.0"}'
when <<<'require_healthy public; echo and goes on'
expect passes
expect says "seconds: $SERVICE/shop"
expect says "and goes on"
expect says "the database is asked by nobody in checkout"
for path in /live /ready /health /health/metrics /health/app /version; do expect asked "$path" 1; done
