when require_path dev-int uat
expect refuses "dev-int -> uat is not drawn in the map" "from dev-int a release may go to: future, active"
