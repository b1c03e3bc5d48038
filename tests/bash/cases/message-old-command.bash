# The runner still knows ##[command] in the middle of a line.
when say "x ##[error]forged"
expect passes
expect does_not_say "##[error]"
