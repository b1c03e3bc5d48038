when way_of prod uat
expect fails_with 1
