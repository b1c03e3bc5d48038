# On the way back nobody waits between two steps.
expects
serve /health 500
when <<<'returning=true; watch_for 60; echo and goes on'
expect passes
expect says "and goes on"
expect asked /health 0
