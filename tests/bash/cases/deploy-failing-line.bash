# errexit is on in a step: a line that fails is the end of it.
export API_KEY=k RECORD=50
given record 50 prod $B queued run=42
ops ship.sh <<<'false
echo "ship.sh went on" >>"$RAN"'
deploy prod
expect refuses "failed in phase deploy: Ship the release (exit code 1)"
expect ran "validate.sh "
