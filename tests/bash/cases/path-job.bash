when job_of active uat
expect prints deploy-uat
