# What the target notices counts as what it is.
expects
given LOOK_TOO=pods
serve /health "$(health)"
when <<'END'
pods() { ((looks < 3)) || fail_as crash-loop "a pod starts again and again"; }
monitor 60
END
expect fails_as crash-loop
