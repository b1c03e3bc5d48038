given record 10 staging $B success
when <<'END'
record=$(require_running "$RELEASE_ID" staging)
output_release "$record"
END
expect passes
expect outputs "release=$B"$'\nversion=2.0.0\n'"commit=$COMMIT"$'\n'"digest=$DIGEST"
