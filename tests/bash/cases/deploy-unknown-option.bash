deploy prod --force
expect refuses '"--force" is not an option; there are --dry-run and --help'
expect ran ""
