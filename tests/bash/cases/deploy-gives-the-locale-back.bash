export API_KEY=k RECORD=50 LC_ALL=C.UTF-8
given record 50 prod $B queued run=42
ops validate.sh <<<'echo "$LC_ALL" >>"$RAN"'
deploy prod
expect ran_with C.UTF-8
