when require_tag v2.0.0 staging staging
expect refuses "no tag is deployed to staging"
