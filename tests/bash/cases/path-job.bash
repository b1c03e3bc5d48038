when way_of active uat
expect prints deploy-uat
