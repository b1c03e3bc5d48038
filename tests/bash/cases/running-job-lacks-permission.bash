# The message has the permission that is missing.
given fault denied 9 GET deployments
when running_in staging
expect fails_with 1
expect says "Resource not accessible by integration (the job needs the permission deployments=write)"
