export TARGET=production
when require_tag v2.0.0 production production
expect passes
