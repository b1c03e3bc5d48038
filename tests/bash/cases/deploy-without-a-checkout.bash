export API_KEY=k RECORD=50 RELEASE_DIR=$here/nowhere
given record 50 prod $B queued run=42
deploy prod
expect refuses "there is no checkout of $B in $here/nowhere"
expect record 50 queued
expect ran ""
