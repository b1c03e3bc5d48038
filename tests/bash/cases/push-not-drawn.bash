when require_push feature/x dev-int
expect refuses 'a push to "feature/x" is not deployed to dev-int' "is: main"
