when require_manual prod prod release/v2.0.0
expect refuses "prod is not deployed by hand; only future, active may be"
