when <<END
take_turn staging
keep_turn
END
expect passes
expect requested POST /repos/o/r/deployments 1 '.body.production_environment == false'
