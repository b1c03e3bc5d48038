deploy prod --help
expect passes
expect says "Usage: deploy/deploy-prod.sh [--dry-run] [--help]"
expect ran ""
