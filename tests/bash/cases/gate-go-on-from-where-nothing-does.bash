when go_on "$B" staging
expect passes
expect nothing_written
