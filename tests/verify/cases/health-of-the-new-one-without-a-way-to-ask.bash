# A script says nothing about how to ask the release alone: then its addresses are asked.
expects
serve /health "$(health)"
when <<<'require_healthy new'
expect passes
expect says "seconds: $SERVICE/shop"
