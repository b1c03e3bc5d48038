when job_of prod uat
expect fails_with 1
