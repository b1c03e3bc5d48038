# What is nowhere is not well because nobody asked it.
expects
given URLS
given HEALTH_PARTS database run true
when <<<'require_healthy public'
expect cannot_tell "/health was not asked: the environment has no address)"
