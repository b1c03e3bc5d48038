# Found before anything changes.
export RECORD=50 API_KEY=
given record 50 prod $B queued run=42
deploy prod
expect refuses "the secret API_KEY is empty"
expect record 50 queued
expect ran ""
