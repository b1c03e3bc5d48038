when require_path staging production
expect refuses '"production" is not an environment of this pipeline' "dev-int, future, active, uat, staging, prod"
