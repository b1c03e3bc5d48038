given branch main
when require_commit "$COMMIT"
expect passes
