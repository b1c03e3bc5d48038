# What counts as a time, and what does not.
when <<'END'
for time in 2025-01-03T12:00:00Z 2025-01-03T12:00:00.123+02:00 "2025-12-31 23:59:60z"; do
  is_expected "$time" time || echo "refused: $time"
done
for time in 2025-13-03T12:00:00Z 2025-01-32T12:00:00Z 2025-01-03T24:00:00Z 2025-01-03 1735905600 "2025-01-03T12:00:00" ""; do
  ! is_expected "$time" time || echo "accepted: $time"
done
END
expect passes
expect does_not_say refused
expect does_not_say accepted
