when <<<'monitor 1; watch_for 0'
expect passes
expect says "Waiting for 1 seconds; nothing says what to look at"
