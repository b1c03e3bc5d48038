# It was bad when it was seen last, and nobody sees it any more.
given METRICS error-rate url /errors
given LIMITS error-rate '' below 1 percent
serve /errors 0 0 0 0 0 7 500
when <<<'monitor 5'
expect cannot_tell "error-rate was bad when it was known last: $SERVICE/errors answers 500)"
