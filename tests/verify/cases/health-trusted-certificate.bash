expects
serve /health "$(health)"
serve_securely
given URLS "$SECURE"
given CURL_CA_BUNDLE="$here/certificate"
when <<<'require_healthy public'
expect passes
