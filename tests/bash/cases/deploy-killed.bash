# Nobody knows what runs there: the record stays in_progress, and the end of the run makes it a failure.
# The script dies before the step does, or it would say that the step died.
export API_KEY=k RECORD=50
given record 50 prod $B queued run=42
ops ship.sh <<<'kill -9 "$(ps -o ppid= -p "$PPID" | tr -d " ")" "$PPID"'
deploy prod
expect fails_with 137
expect record 50 in_progress
