# Numbers and flags count as they are written; a list, an object and null are no word.
given HEALTH_PATH=/health
given HEALTH_EXPECT uptime 12 ready true parts any
serve /health '{"uptime": 12, "ready": true, "parts": ["a"]}'
when <<<'require_healthy public'
expect fails "not well after 2 seconds: $SERVICE/health says nothing about parts)"
