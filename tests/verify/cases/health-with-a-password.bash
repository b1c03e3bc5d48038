# The password gets there, and is in no argument and no message.
expects
given HEALTH_AUTH=HEALTH_USER
given HEALTH_USER='probe:s3cr"et\ one'
serve /health "$(health)"
when <<<'require_healthy public'
expect passes
expect asked_by /health "Basic $(printf '%s' 'probe:s3cr"et\ one' | base64)"
expect no_argument s3cr
expect does_not_say s3cr
