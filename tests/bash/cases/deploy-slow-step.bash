export API_KEY=k RECORD=50
given record 50 prod $B queued run=42
ops smoke.sh <<<'sleep 20'
deploy prod
expect passes
expect says "phase smoke failed (took too long)"
