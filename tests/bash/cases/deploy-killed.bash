# Nobody knows what runs there: the record stays in_progress, and the end of the run makes it a failure.
export API_KEY=k RECORD=50
given record 50 prod $B queued run=42
ops ship.sh <<<'kill -9 "$PPID" "$(ps -o ppid= -p "$PPID" | tr -d " ")"'
deploy prod
expect fails_with 137
expect record 50 in_progress
