# Between two steps of a switch the release before answers as well; everything but which release it is has to hold.
expects
given HEALTH_VERSION=/version
serve /version 2.0.9
serve /health "$(health version=v2.0.9 commit=0a1b2c3d)" "$(health)"
when <<<'watch_for 2; echo and goes on'
expect passes
expect says "and goes on"
