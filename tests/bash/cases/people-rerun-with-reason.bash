# What somebody typed comes back quoted for a shell.
export GITHUB_RUN_ATTEMPT=2 REASON='it'\''s $(urgent)'
when require_approvals prod
expect refuses "-f override=it\\'s\\ \\\$\\(urgent\\)"
