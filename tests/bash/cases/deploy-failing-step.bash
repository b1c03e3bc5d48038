# Nothing runs after it, and the record, the error and the exit code say so.
export API_KEY=k RECORD=50
given record 50 prod $B queued run=42
ops ship.sh <<<'exit 3'
deploy prod
expect refuses "failed in phase deploy: Ship the release (exit code 3)"
expect record 50 failure "failed in phase deploy: Ship the release"
expect ran "validate.sh "
