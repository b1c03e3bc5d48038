PERMISSIONS='contents=read pull_requests=read statuses=read issues=read deployments=read actions=read'
export GITHUB_EVENT_NAME=pull_request
given pull 12 head=feature/x base=develop sha="$D" fork=alice/r body='- [x] Tried in a browser, not only read'
judge 12
expect passes
expect says 'sets "Merge into develop" to success, within a quarter of an hour'
expect no_status "$D"
