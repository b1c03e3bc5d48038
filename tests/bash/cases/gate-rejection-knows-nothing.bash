given review bo rejected production-approval-1
unset COMMIT VERSION
when tell_rejection rework "{version}{short-commit}{commit}{tag}{url} needs work"
expect passes
expect requested POST '/repos/o/r/issues' 1 '.body.title == " needs work"'
