# A page that somebody in between shows is no word of the release.
expects
serve /health '<html>Please sign in</html>'
when <<<'require_healthy public'
expect cannot_tell "$SERVICE/health answers something that is no JSON object, so it is not the release that answers: \"<html>Please sign in</html>\")"
