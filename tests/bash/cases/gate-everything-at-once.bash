rehearsed production 2026-12-01T09:00:00Z
given status 10 success at=2026-12-18T12:00:00Z
given issue 3 labels=incident
at "2026-12-19 10:00 UTC"
when require_rules staging-to-production
expect refuses "4 rules do not hold" "Mon 2027-01-04 09:00"
for reason in "is closed" "is frozen" "has to soak" "incident"; do
  expect says "$reason"
  expect summary_says "$reason"
done
