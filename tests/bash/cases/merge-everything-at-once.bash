given run 7 workflow=deploy.yml status=completed event=push
given record 10 development "$A" success commit="$D" source=push
given pull 12 head=develop base=main sha="$D" at=2026-11-20T09:59:00Z body='- [x] The change log is up to date\n- [x] A lead is there while it is deployed'
given pull 12 head=develop base=main sha="$E" at=2026-11-23T09:59:00Z
given issue 4 labels=critical
at 2026-11-24T04:00:00Z
judge 12
expect status "$E" "Merge into main" failure "it is not 3 days old yet, and 7 more"
expect summary_says "- it is not 3 days old yet; from Thu 2026-11-26 09:59 on"
expect summary_says "- its newest commit eeeeeee was not verified in development"
expect summary_says "- an issue with the label critical is open: \\#4"
expect summary_says "- the window business-hours is closed; from Tue 2026-11-24 09:00 on"
expect summary_says "- 2 items are not ticked in its text: The change log is up to date, …"
expect summary_says "- 2 more people of leads have to approve: ann, bo, cy"
expect summary_says "    - [ ] A lead is there while it is deployed"
