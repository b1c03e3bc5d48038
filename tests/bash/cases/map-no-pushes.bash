map 'PUSHES=()'
when require_push main dev-int
expect refuses "no push is deployed to dev-int"
