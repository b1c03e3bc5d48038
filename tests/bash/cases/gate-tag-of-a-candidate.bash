when require_tag v2.0.0-rc.1 production production
expect refuses 'the tag "v2.0.0-rc.1" is not deployed to production; one like these is: v*.*.*'
