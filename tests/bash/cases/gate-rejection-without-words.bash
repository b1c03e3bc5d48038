given review bo rejected production-approval-1
when tell_rejection "" ""
expect passes
expect requested POST '/repos/o/r/issues' 1 '.body.title == "release-20250102-120000 may not go to production" and .body.labels == []'
