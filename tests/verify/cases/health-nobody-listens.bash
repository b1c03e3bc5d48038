given HEALTH_PATH=/health
given URLS http://127.0.0.1:9
when <<<'require_healthy public'
expect fails "not well after 2 seconds: http://127.0.0.1:9/health does not answer: nobody listens there)"
