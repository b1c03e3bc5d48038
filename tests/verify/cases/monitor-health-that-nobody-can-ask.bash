expects
given URLS http://no-such-host.invalid
when <<<'monitor 1'
expect cannot_tell "health was known in 0 of 2 looks: http://no-such-host.invalid/health is not found: its name cannot be resolved)"
