given fault 503 99 GET pulls
judge
expect fails_with 1
expect nothing_written
