when require_push $'main\nx' dev-int
expect refuses "is not deployed to dev-int"
