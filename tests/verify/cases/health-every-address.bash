# All addresses have to be well, and those that are not are named.
expects
serve /health "$(health)"
given URLS "$SERVICE" http://127.0.0.1:9/shop?a=b
when <<<'require_healthy public'
expect fails "not well after 2 seconds: http://127.0.0.1:9/health does not answer: nobody listens there)"
