# Whoever shows a certificate that nobody vouches for is not believed, even if it says that all is well.
expects
serve /health "$(health)"
serve_securely
given URLS "$SECURE"
when <<<'require_healthy public'
expect cannot_tell "$SECURE/health was not asked: the certificate that is shown there is not one to trust, so somebody may stand in between)"
expect asked /health 0
