map 'MANUALS=()'
when require_manual active active ""
expect refuses "nothing is deployed by hand in this pipeline"
