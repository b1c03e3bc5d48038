given run 7 workflow=deploy.yml status=completed event=push
given record 10 development "$A" success commit="$D" source=push
given pull 12 head=develop base=main sha="$D" at=2026-11-20T09:59:00Z body='- [x] The change log is up to date\n- [x] A lead is there while it is deployed'
judge 12
expect status "$D" "Merge into main" failure "2 more people of leads have to approve: ann, bo, cy, and 2 more"
expect summary_says "1 more person of owners has to approve: cy, dora, eve"
expect summary_says "nobody of leads approves, who has to confirm: A lead is there while it is deployed"
