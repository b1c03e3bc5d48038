when require_commit eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee
expect refuses "there is no commit eeeeeeeeeeee in o/r"
