given METRICS a run ./ops/fails.sh b run 'echo "0.2%"' c url /c d url /d e url http://no-such-host.invalid/ f run 'echo NaN' g run true
given LIMITS a '' below 1 '' b '' below 1 '' c '' below 1 '' d '' below 1 '' e '' below 1 '' f '' below 1 '' g '' below 1 ''
ops fails.sh <<<'exit 4'
serve /c '{"p95": 1}'
serve /d 500
when <<<'monitor 0'
expect cannot_tell "a was known in 0 of 1 looks: its command fails with exit code 4; b was known in 0 of 1 looks: its command prints \"0.2%\", which is no number; c was known in 0 of 1 looks: $SERVICE/c answers \"{\"p95\": 1}\", which is no number; d was known in 0 of 1 looks: $SERVICE/d answers 500; and 3 more)"
expect says "No number of e: http://no-such-host.invalid/ is not found: its name cannot be resolved"
expect says 'No number of f: its command prints "NaN", which is no number'
expect says 'No number of g: its command prints "", which is no number'
