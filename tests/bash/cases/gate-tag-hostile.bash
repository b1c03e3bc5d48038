when require_tag 'v2.0.0$(id)../x' production production
expect refuses "is not the name of a branch"
