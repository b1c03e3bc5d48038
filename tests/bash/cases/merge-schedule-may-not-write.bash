PERMISSIONS='contents=read pull_requests=read statuses=read issues=read deployments=read actions=read'
given pull 12 head=feature/x base=develop sha="$D"
judge
expect fails_with 1
expect says "Resource not accessible"
