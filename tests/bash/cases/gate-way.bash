when choose_way staging production ""
expect prints staging-to-production
