expects
when --dry-run <<<'require_healthy public; take_baseline; watch_for 60; monitor 1800'
expect passes
expect says "  would ask whether $SERVICE/shop is well, for at most 2 seconds"
expect says "  would watch health for 60 seconds"
expect says "  would watch health for 1800 seconds"
expect asked /health 0
