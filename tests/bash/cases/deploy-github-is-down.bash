# No status, no change: what only looks is done already.
export API_KEY=k RECORD=50
given record 50 prod $B queued run=42
given fault 503 9 POST statuses
deploy prod
expect refuses "statuses got 503"
expect ran "validate.sh "
