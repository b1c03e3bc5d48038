# A push that a newer one overtook ends green, and says why.
given record 10 dev-int $C success
when <<END
take_turn dev-int
skip_if_superseded $B dev-int
say "not reached"
END
expect passes
expect does_not_say "not reached"
expect outputs go=false
expect record last error "superseded by $C"
expect says "::notice::$B was not deployed to dev-int: the newer $C got ahead of it"
expect summary_says "$C"
