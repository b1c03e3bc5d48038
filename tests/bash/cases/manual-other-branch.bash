when require_manual future future main
expect refuses '"main" may not be deployed to future; only these branches may: release/*'
