when require_confirmed "bo Eve" managers eve fay
expect passes
