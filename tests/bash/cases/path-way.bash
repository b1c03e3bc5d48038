when way_of active uat
expect prints active-to-uat
