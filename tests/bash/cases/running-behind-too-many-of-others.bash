# Whoever buries our records stops the pipeline; nothing is taken for "never deployed".
given record 10 staging $A success
for number in {11..112}; do given record $number staging $B success creator=mallory; done
when require_running $A staging
expect refuses "GitHub did not say what runs in staging"
expect says "staging has too many records that this pipeline did not write"
