when require_path prod prod
expect refuses "from prod to itself"
