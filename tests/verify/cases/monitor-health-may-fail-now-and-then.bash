# With a share that may fail, only the share counts.
expects
given LIMITS health '' failing 80 percent
serve /health 500 500 500 "$(health)"
when <<<'monitor 4'
expect passes
expect says "health bad in 3 of 5"
