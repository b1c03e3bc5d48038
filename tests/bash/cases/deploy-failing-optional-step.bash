export API_KEY=k RECORD=50
given record 50 prod $B queued run=42
ops smoke.sh <<<'exit 1'
deploy prod
expect passes
expect says '::warning::the optional step "Sign-in" of phase smoke failed (exit code 1); going on without it'
expect record 50 success
