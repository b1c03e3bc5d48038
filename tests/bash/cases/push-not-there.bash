when require_push main prod
expect refuses "no push is deployed to prod"
