given run 7 workflow=deploy.yml status=completed event=push
given record 10 development "$A" success commit="$D" source=push
given pull 12 head=develop base=main sha="$D" at=2026-11-20T09:59:00Z body='- [x] The change log is up to date\n- [x] A lead is there while it is deployed'
given pull_review 12 ann approved
given pull_review 12 bo approved
given pull_review 12 dora approved
given pull 12 head=develop base=main sha="$D" at=2026-11-01T10:01:00Z draft=yes body='- [x] The change log is up to date\n- [x] A lead is there while it is deployed'
judge 12
expect status "$D" "Merge into main" failure "it is a draft: it has to be 3 days old, counted from when it is ready for review"
